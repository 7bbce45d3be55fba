#!/usr/bin/env python3
"""Prints the files of core/ that some sources need, one a line: reached_sources.py ROOT SOURCE...

What a source includes, however indirectly, it needs, and with a header whatever implements it: the file of the same name, and
those of its folder that have no header of their own. Too few end the build at the linker, so nothing can be missed unseen.
"""
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^#include "(.+)"', re.MULTILINE)


def included(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def implementations(header, root):
    yield header.with_suffix(".cpp")
    name = str(header.relative_to(root))
    for source in header.parent.glob("*.cpp"):
        if not source.with_suffix(".h").exists() and name in included(source):
            yield source


def reached(starts, root):
    waiting, seen = list(starts), set()
    while waiting:
        path = waiting.pop()
        if path in seen or not path.is_file():
            continue
        seen.add(path)
        waiting += [root / name for name in included(path)]
        if path.suffix == ".h" and path.is_relative_to(root / "core"):
            waiting += implementations(path, root)
    return sorted(path for path in seen if path.suffix == ".cpp" and path.is_relative_to(root / "core"))


def main():
    root, *starts = map(Path, sys.argv[1:])
    for path in reached(starts, root):
        print(path)


if __name__ == "__main__":
    main()
