"""The notes of a release: what the changelog says of this version, and how to choose and check a file."""

from bundling import contents
from provision import places
from provision.problem import SetUpError

_FILES = """
## Which file

| system | file |
| --- | --- |
| Windows 10 and 11, 64 bit | `…-windows-x64-setup.exe`, or `…-portable.zip` without installing |
| macOS 12 or newer | `…-macos-arm64.dmg` for Apple's processors, `…-macos-x86_64.dmg` for Intel's |
| Debian, Ubuntu and their like | `emodesk_…_amd64.deb` |
| any other Linux with a desktop | `…-linux-x86_64.run`, which needs no administrator |

All of them hold the small starter model and need no network. `emodesk self-test` says whether an installation is whole.
What everything consists of stands in the `.cdx.json` files (CycloneDX). For IT departments there is a page of its own:
resources/docs/it-departments.md.
"""


def notes() -> str:
    """Return the notes, as Markdown. Raises SetUpError where the changelog has nothing of this version."""
    return changes(contents.version(), (places.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) + _FILES


def changes(version: str, changelog: str) -> str:
    """Return the section of a version; "[Unreleased] 0.1.0" counts as that of 0.1.0."""
    for section in changelog.split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        if version in heading.replace("[", " ").replace("]", " ").split():
            return body.strip() + "\n"
    raise SetUpError(f"CHANGELOG.md says nothing of version {version}.")
