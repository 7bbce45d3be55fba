"""Plants offences and asks the name check to find each of them."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check_names  # noqa: E402


class Names(unittest.TestCase):
    PLANTED = [
        ("core/SessionRow.h", "#pragma once\n", "snake_case"),
        ("core/string_utils.cpp", "\n", "says nothing"),
        ("core/session_manager.h", "#pragma once\n", "says nothing"),
        ("core/a.h", "int a;\n", "#pragma once is missing"),
        ("core/a.cpp", "int a;  // TODO later\n", "core/a.cpp:1: do it now"),
        ("core/a.cpp", "\n\tint a;\n", "core/a.cpp:2: a tab"),
    ]

    def test_each_planted_offence_is_found(self):
        for path, text, sentence in self.PLANTED:
            with self.subTest(path=path):
                found = check_names.offences_in(path, text)
                self.assertEqual(len(found), 1, found)
                self.assertIn(sentence, found[0])

    def test_a_clean_file(self):
        self.assertEqual(check_names.offences_in("core/events/wei.h", "#pragma once\n// utils of money\n"), [])


if __name__ == "__main__":
    unittest.main()
