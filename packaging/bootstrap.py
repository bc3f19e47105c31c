#!/usr/bin/env python3
"""Sets up EmoDesk in this checkout and starts it.

usage: python3 packaging/bootstrap.py COMMAND [ARGUMENTS...]

  run      set up, then label resources/samples/*.xlsx with the starter model into build/sample/;
           ARGUMENTS go to `emodesk label`
  test     set up with the developers' tools, then run every check; ARGUMENTS go to pytest
  check    run every check in the environment that is there, without a look at the set-up
  emodesk  set up, then run `emodesk ARGUMENTS`
  setup    set up and stop (`setup --dev` with the developers' tools)
  gpu      build what lets the engine use a GPU, `gpu vulkan` or `gpu cuda`, and add it to .venv; --into FOLDER puts
           it there instead, for instance beside an installed program's engine
  bundle   freeze the program into dist/emodesk, which needs no Python; --own-engine takes the engine of this
           checkout, which fits this computer's processor alone
  installers  freeze the program, then make this system's installers in dist/ (`--own-engine` as above, `--as-is`
           takes the dist/emodesk that is there)
  add-on   pack what `gpu` builds as a file for an installed program, `add-on vulkan` or `add-on cuda`, in dist/
  bill     list what dist/emodesk consists of, for scanners;  notes  print the notes of a release
  lock     make the lock files anew from pyproject.toml (needs uv)

The environment is .venv in this checkout. llama.cpp is compiled once for each computer and kept in the
user's cache folder; the variable CMAKE_ARGS adds build options, for instance CMAKE_ARGS=-DGGML_BLAS=on.
Standard library only: this file runs before anything is installed.
"""

import sys


def main(arguments: "list[str]") -> int:
    """Do what the first argument says; return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an old interpreter must get a sentence, not a syntax error
        found = "%d.%d" % sys.version_info[:2]  # noqa: UP031  an old interpreter must get a sentence
        print("EmoDesk needs Python 3.11 or newer; this is Python " + found + ".", file=sys.stderr)
        return 2
    command, rest = (arguments[0], arguments[1:]) if arguments else ("--help", [])
    if command in ("-h", "--help", "help"):
        print(__doc__)
        return 0

    from provision.problem import SetUpError

    try:
        return _carry_out(command, rest)
    except SetUpError as error:
        print(f"\nSet-up stopped: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. Nothing is lost: the next start goes on from here.", file=sys.stderr)
        return 130


def _carry_out(command: str, rest: "list[str]") -> int:
    # Each branch imports what it needs: a second start compares one stamp and replaces this process.
    from provision import environment, start

    if command == "run":
        environment.ensure()
        return start.label_samples(rest)
    if command == "emodesk":
        environment.ensure()
        return start.emodesk(rest)
    if command == "setup":
        environment.ensure(with_tools="--dev" in rest)
        return 0
    if command == "gpu":
        from provision import gpu_back_end

        return gpu_back_end.add(rest)
    if command in ("test", "check"):
        from provision import checks

        if command == "test":
            environment.ensure(with_tools=True)
        return checks.run_all(rest)
    if command in ("bundle", "installers", "add-on", "bill", "notes"):
        _pack(command, rest)
        return 0
    if command == "lock":
        from provision import relock

        return relock.make_lock_files()
    print(f"There is no command {command!r}.\n{__doc__}", file=sys.stderr)
    return 2


def _pack(command: str, rest: "list[str]") -> None:
    if command == "bundle":
        from bundling import freeze

        freeze.bundle(with_own_engine="--own-engine" in rest)
    elif command == "installers":
        from bundling import installers

        installers.make(rest)
    elif command == "add-on":
        from bundling import add_on

        add_on.make(rest)
    elif command == "bill":
        from bundling import bill_of_materials

        print(bill_of_materials.write())
    else:
        from bundling import release_notes

        print(release_notes.notes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
