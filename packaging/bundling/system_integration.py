"""What the systems are told of the program: its name, its files, its version. The installers and PyInstaller use it."""

from typing import Any, Final

from bundling import contents

IDENTIFIER: Final = "io.github.emodesk.EmoDesk"
PROJECT_TYPE: Final = "application/x-emodesk"
PROJECT_KIND: Final = f"{IDENTIFIER}.project"

SPREADSHEETS: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Suffix → MIME type of what the program offers to open, without making itself the usual program for it."""


def mac_properties() -> dict[str, Any]:
    """Return what goes into the application's Info.plist beside what PyInstaller writes itself."""
    return {
        "CFBundleShortVersionString": contents.version(),
        "CFBundleVersion": contents.version(),
        "LSMinimumSystemVersion": "12.0",
        "LSApplicationCategoryType": "public.app-category.productivity",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT licence",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "EmoDesk project",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [PROJECT_KIND],
            },
            {
                "CFBundleTypeName": "Spreadsheet",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "CFBundleTypeExtensions": list(SPREADSHEETS),
            },
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": PROJECT_KIND,
                "UTTypeDescription": "EmoDesk project",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["emodesk"],
                    "public.mime-type": [PROJECT_TYPE],
                },
            }
        ],
    }


def windows_version_file() -> object:
    """Return what Windows shows among the properties of the program's file, as PyInstaller has it on Windows alone."""
    from PyInstaller.utils.win32 import versioninfo

    number = tuple(int(part) for part in (*contents.version().split("."), "0"))
    words = {
        "CompanyName": "The EmoDesk authors",
        "FileDescription": "EmoDesk",
        "FileVersion": contents.version(),
        "InternalName": "emodesk",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "emodesk.exe",
        "ProductName": "EmoDesk",
        "ProductVersion": contents.version(),
    }
    pairs = [versioninfo.StringStruct(name, value) for name, value in words.items()]
    return versioninfo.VSVersionInfo(
        ffi=versioninfo.FixedFileInfo(filevers=number, prodvers=number),
        kids=[
            versioninfo.StringFileInfo([versioninfo.StringTable("040904B0", pairs)]),
            versioninfo.VarFileInfo([versioninfo.VarStruct("Translation", [1033, 1200])]),
        ],
    )
