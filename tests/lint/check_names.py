"""Fails when a source file breaks a rule about names and leftovers.

    python3 check_names.py PROJECT_FOLDER
"""
import pathlib
import re
import sys

FOLDERS = ("app", "bench", "core", "tests", "ui")
VAGUE = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common)(_|\.)")
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def offences_in(path, text):
    name = pathlib.PurePosixPath(path).name
    bad = []
    if not re.fullmatch(r"[a-z0-9_]+\.(h|cpp)", name):
        bad.append(f"{path}: file names are snake_case")
    if VAGUE.search(name):
        bad.append(f"{path}: this name says nothing; name the file after what it does")
    if name.endswith(".h") and not re.search(r"^#pragma once$", text, re.MULTILINE):
        bad.append(f"{path}: #pragma once is missing")
    for number, line in enumerate(text.splitlines(), start=1):
        if LEFTOVER.search(line):
            bad.append(f"{path}:{number}: do it now, or open an issue")
        if "\t" in line:
            bad.append(f"{path}:{number}: a tab; write \\t in strings")
    return bad


def check(root):
    bad = []
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in {".h", ".cpp"}:
                bad += offences_in(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
    return bad


def main(arguments):
    if len(arguments) != 1:
        print("usage: check_names.py PROJECT_FOLDER", file=sys.stderr)
        return 2
    bad = check(pathlib.Path(arguments[0]))
    print("\n".join(bad) or "names ok")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
