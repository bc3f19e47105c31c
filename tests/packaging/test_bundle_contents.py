"""What goes into the frozen program and what stays out, on names as PyInstaller gives them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bundling import contents, system_integration
from bundling.freeze import gather, join_twins
from provision import locks, places


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt6Widgets.dll",
        "PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets",
        "pyarrow/libarrow.so.2600",
        "pyarrow/_parquet.cpython-311-x86_64-linux-gnu.so",
        "llama_cpp/lib/libggml-cpu-haswell.so",
        "libgomp.so.1",
        "libxcb-cursor.so.0",
        "emodesk/_resources/starter/emodesk-starter.gguf",
    ],
)
def test_that_what_the_program_needs_goes_in(name: str) -> None:
    assert contents.belongs(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6\\opengl32sw.dll",
        "pyarrow/libarrow_flight.so.2600",
        "pyarrow/include/arrow/api.h",
        "libgtk-3.so.0",
        "libstdc++.so.6",
        "libGL.so.1",
    ],
)
def test_that_what_it_does_without_stays_out(name: str) -> None:
    assert not contents.belongs(name)


def test_that_nothing_imports_what_is_left_out() -> None:
    left_out = set(contents.LEFT_OUT_MODULES)
    for path in (places.ROOT / "emodesk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not left_out.intersection(names), path


def test_that_every_qt_module_that_is_imported_has_its_library_in_the_list() -> None:
    imported = set()
    for path in (places.ROOT / "emodesk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.Qt"):
                imported.add(str(node.module).removeprefix("PySide6.Qt"))
    assert imported
    assert imported <= contents.QT_LIBRARIES


def test_that_what_is_left_out_was_locked_at_all() -> None:
    assert locks.pins(places.RUNTIME_LOCK).keys() >= contents.LEFT_OUT_DISTRIBUTIONS
    assert "pyside6-essentials" in contents.bundled_distributions()


def test_that_developers_tools_stay_out_and_libraries_do_not() -> None:
    found = set(contents.developers_modules())
    assert {"pytest", "mypy", "openpyxl"} <= found
    assert not {"emodesk", "numpy", "PySide6", "charset_normalizer", "yaml", "markdown_it"} & found


def test_that_the_resources_go_in_without_what_is_for_developers() -> None:
    files = {f"{folder}/{Path(file).name}" for file, folder in contents.resource_files()}
    inside = contents.RESOURCES_INSIDE
    assert {
        f"{inside}/models.json", f"{inside}/starter/emodesk-starter.gguf", f"{inside}/starter/sample-answers.json",
        f"{inside}/samples/interviews.xlsx", f"{inside}/translations/emodesk_de.qm", f"{inside}/icons/emodesk.svg",
        f"{inside}/docs/glossary.md", f"{inside}/docs/it-departments.md",
    } <= files  # fmt: skip
    assert not any("decisions" in name or name.endswith((".ts", ".png")) for name in files)


def test_that_the_metadata_names_no_folder_of_this_computer() -> None:
    found = list(contents.package_metadata())
    assert {Path(file).name for file, _ in found} == {"METADATA"}
    assert any(folder.startswith("emodesk-") for _, folder in found)
    for file, _ in found:
        assert str(places.ROOT) not in Path(file).read_text(encoding="utf-8")


def test_that_a_second_copy_of_the_engines_library_is_where_the_first_is(tmp_path: Path) -> None:
    folder = tmp_path / "llama_cpp" / "lib"
    folder.mkdir(parents=True)
    for name in ("libggml-base.so", "libggml.so.0"):
        (folder / name).write_bytes(name.encode())
    (tmp_path / "libggml-base.so.0").write_bytes(b"libggml-base.so")
    (tmp_path / "libggml.so.0").symlink_to(folder / "libggml.so.0")
    gather(tmp_path.glob("libggml*"), folder)
    join_twins(folder)
    assert not list(tmp_path.glob("libggml*"))
    assert (folder / "libggml-base.so").readlink() == Path("libggml-base.so.0")
    assert (folder / "libggml.so.0").read_bytes() == b"libggml.so.0"


def test_that_three_copies_of_a_library_become_one_with_links(tmp_path: Path) -> None:
    for name in ("libggml.so", "libggml.so.0", "libggml-base.so.0"):
        (tmp_path / name).write_bytes(b"base" if "base" in name else b"ggml")
    join_twins(tmp_path)
    assert (tmp_path / "libggml.so").is_symlink()
    assert (tmp_path / "libggml.so").samefile(tmp_path / "libggml.so.0")
    assert not (tmp_path / "libggml-base.so.0").is_symlink()


def test_that_the_mac_is_told_of_the_projects_and_of_what_can_be_opened() -> None:
    properties = system_integration.mac_properties()
    (exported,) = properties["UTExportedTypeDeclarations"]
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == ["emodesk"]
    spreadsheets = next(each for each in properties["CFBundleDocumentTypes"] if "CFBundleTypeExtensions" in each)
    assert spreadsheets["LSHandlerRank"] == "Alternate"  # never instead of the program that usually opens them
