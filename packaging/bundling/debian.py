"""The .deb: the tree under /usr, what it needs of the system, and the one script that tells of users' files."""

import gzip
import hashlib
import platform
import shutil
from pathlib import Path
from typing import Final

from bundling import contents, freeze, linux_tree, shared_libraries
from provision import places, steps
from provision.problem import SetUpError

_ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64"}
_CONTROL: Final = """Package: emodesk
Version: {version}
Architecture: {architecture}
Maintainer: The EmoDesk authors <authors@emodesk.invalid>
Installed-Size: {kibibytes}
Depends: {depends}
Section: science
Priority: optional
Description: sentiment, emotion and intensity for every row of a spreadsheet
 EmoDesk reads a spreadsheet of texts and fills in what each text feels like:
 valence, sentiment, emotions and their intensity, each with how sure the model
 is. A language model does the reading, on the user's own computer.
 .
 The program brings its own Python and Qt, and a small model for the first
 labels. It opens no network connection unless a user downloads a model.
"""
_COPYRIGHT: Final = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: EmoDesk
Comment: The libraries that come with the program have licences of their own; all of them are in
 /usr/lib/emodesk/licences, with a list in README.txt.

Files: *
Copyright: The EmoDesk authors
License: MIT

License: MIT
{licence}
"""


def build() -> Path:
    """Make the package in dist/ and return it. Raises SetUpError."""
    if shutil.which("dpkg-deb") is None:
        raise SetUpError("there is no dpkg-deb here. Install it with: sudo apt-get install -y dpkg")
    tree = freeze.WORK / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    linux_tree.fill(tree / "usr")
    _add_documents(tree / "usr" / "share" / "doc" / "emodesk")
    _open_to_all(tree)
    _add_control(tree)
    target = freeze.DIST / f"emodesk_{contents.version()}_{_architecture()}.deb"
    steps.carry_out(
        f"Packing {target.name}...",
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, target],
        log_name="deb.log",
        on_failure="the package could not be made.",
        environment={"SOURCE_DATE_EPOCH": str(linux_tree.source_date())},
    )
    shutil.rmtree(tree)
    print(f"  {target.relative_to(places.ROOT)}: {target.stat().st_size / 1e6:.1f} MB")
    return target


def depends(folder: Path) -> str:
    """Return what the package needs of the system: read from the libraries, not remembered."""
    packages = [each for each in shared_libraries.host_packages(folder) if each != "libc6"]
    return ", ".join([f"libc6 (>= {shared_libraries.oldest_libc(folder)})", *packages, *contents.DEBIAN_EXTRAS])


def _architecture() -> str:
    return _ARCHITECTURES[platform.machine()]


def _add_documents(folder: Path) -> None:
    folder.mkdir(parents=True)
    licence = (places.ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    body = "\n".join(f" {line}" if line.strip() else " ." for line in licence.splitlines())
    (folder / "copyright").write_text(_COPYRIGHT.format(licence=body), encoding="utf-8")
    changes = (places.ROOT / "CHANGELOG.md").read_bytes()
    (folder / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def _add_control(tree: Path) -> None:
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    control = tree / "DEBIAN"
    control.mkdir()
    text = _CONTROL.format(
        version=contents.version(),
        architecture=_architecture(),
        kibibytes=sum(-(-path.stat().st_size // 1024) for path in files),
        depends=depends(tree / "usr" / "lib" / "emodesk"),
    )
    (control / "control").write_text(text, encoding="utf-8")
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in files
    ]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    shutil.copyfile(linux_tree.SHARED / "postrm", control / "postrm")
    (control / "postrm").chmod(0o755)


def _open_to_all(tree: Path) -> None:
    """Let everybody read everything: whoever builds may have a stricter umask."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            may_run = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if may_run else 0o644)
