"""Of Arrow only what reads and writes Parquet on a disk; its compiled modules import each other unseen."""

hiddenimports = ["pyarrow.lib", "pyarrow._fs", "pyarrow._parquet", "pyarrow.parquet", "pyarrow.fs", "pyarrow.ipc"]
hiddenimports += ["pyarrow.types", "pyarrow.util", "pyarrow._generated_version"]
excludedimports = ["pyarrow.tests", "pyarrow.dataset", "pyarrow.flight", "pyarrow.pandas_compat", "pyarrow.cffi"]
