"""The program as one file that unpacks itself: for every Linux with a desktop, without an administrator."""

import hashlib
import platform
import shutil
import subprocess
import tarfile
from pathlib import Path

from bundling import contents, freeze, linux_tree
from provision import places, steps


def build() -> Path:
    """Make the file in dist/ and return it. Raises SetUpError."""
    tree = freeze.WORK / "archive"
    shutil.rmtree(tree, ignore_errors=True)
    linux_tree.fill(tree)
    plain = freeze.WORK / "archive.tar"
    write_tar(tree, plain, linux_tree.source_date())
    shutil.rmtree(tree)
    target = freeze.DIST / f"emodesk-{contents.version()}-linux-{platform.machine()}.run"
    steps.carry_out(
        f"Packing {target.name}...",
        ["xz", "--force", "--threads=0", "-6", plain],
        log_name="archive.log",
        on_failure="the archive could not be packed.",
    )
    packed = plain.with_name(f"{plain.name}.xz")
    target.write_bytes(header(hashlib.sha256(packed.read_bytes()).hexdigest()))
    with target.open("ab") as file, packed.open("rb") as content:
        shutil.copyfileobj(content, file)
    packed.unlink()
    target.chmod(0o755)
    subprocess.run([str(target), "--check"], check=True, stdout=subprocess.DEVNULL)
    print(f"  {target.relative_to(places.ROOT)}: {target.stat().st_size / 1e6:.1f} MB")
    return target


def header(sha256: str) -> bytes:
    """Return the script that the archive stands behind."""
    text = (linux_tree.SHARED / "self-extract.sh").read_text(encoding="utf-8")
    for name, value in (
        ("VERSION", contents.version()),
        ("MACHINE", platform.machine()),
        ("SHA256", sha256),
        ("LINES", str(text.count("\n") + 1)),
    ):
        text = text.replace(f"@{name}@", value)
    return text.encode()


def write_tar(tree: Path, target: Path, date: int) -> None:
    """Write the tree in a fixed order, with one date and nobody's name, so that the same tree gives the same file."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime = date
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with tarfile.open(target, "w", format=tarfile.GNU_FORMAT) as archive:
        for path in sorted(tree.rglob("*")):
            archive.add(path, str(path.relative_to(tree)), recursive=False, filter=plain)
