"""The program's one entry point: ``python -m emodesk`` and the installed command."""

from __future__ import annotations

import sys


def main() -> int:
    """Open the window, or run the command line; return the exit code."""
    if getattr(sys, "frozen", False):
        # Must come before anything heavy: in a frozen program the engine's worker starts here too.
        from multiprocessing import freeze_support

        freeze_support()
    from emodesk.cli.choice import WINDOW_CHECK, files_for_the_window, why_no_window

    is_check = sys.argv[1:] == [WINDOW_CHECK]
    files = [] if is_check else files_for_the_window(sys.argv[1:])
    if files is not None:
        reason = why_no_window()
        if reason is None:
            try:
                if is_check:
                    from emodesk.gui.self_check import open_off_screen

                    return open_off_screen()
                from emodesk.gui.application import start
            except ImportError as error:  # a server without the libraries that Qt needs of the system
                reason = f"The window can't be opened: {error}."
            else:
                return start(files)
        if sys.stderr is not None:
            sys.stderr.write(f"emodesk: {reason} “emodesk label FILE” works without one.\n")
        return 2
    try:
        from emodesk.cli.main import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while libraries load; nothing has begun
        return 130


if __name__ == "__main__":
    sys.exit(main())
