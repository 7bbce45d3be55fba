"""Plants offences and asks the layer check to find each of them."""
import pathlib
import re
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))
import check_layers  # noqa: E402


def offences(files):
    """What the check says about a project of these files: {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return check_layers.check(root)


class FindsOffences(unittest.TestCase):
    PLANTED = [  # file, its text, what the sentence says
        ("core/metrics/a.cpp", '#include "core/store/cache.h"', "core/metrics may not include core/store"),
        ("core/events/a.h", '#include "core/facts/session.h"', "core/events may not include core/facts"),
        ("core/result.h", '#include "core/events/instant.h"', "core may not include core/events"),
        ("core/store/a.cpp", '#include "ui/models/rows.h"', "core/store may not include ui/models"),
        ("core/reports/a.cpp", '#include "app/main.h"', "core/reports may not include app"),
        ("ui/charts/a.h", '#include "core/result.h"', "ui/charts may not include core"),
        ("ui/widgets/a.h", '#include "ui/pages/pulse.h"', "ui/widgets may not include ui/pages"),
        ("core/feed/a.cpp", "#include <QString>", "core knows no Qt"),
        ("core/feed/a.cpp", "#include <QtCore/QString>", "core knows no Qt"),
        ("core/reports/a.cpp", "#include <sqlite3.h>", "only core/store talks to SQLite"),
        ("app/a.cpp", '#include "sqlite3.h"', "only core/store talks to SQLite"),
        ("core/metrics/a.cpp", "#include <fstream>", "no files"),
        ("core/alerts/a.cpp", '#include "core/text_file.h"', "no files"),
        ("core/alerts/a.cpp", "#include <sys/socket.h>", "no network"),
        ("core/resolver/a.cpp", "#include <curl/curl.h>", "no network"),
        ("core/metrics/a.cpp", "auto t = std::chrono::system_clock::now();", "no clock"),
        ("core/alerts/a.cpp", '#include "core/clock.h"', "no clock"),
        ("ui/pages/a.cpp", 'query("SELECT name FROM sessions");', "ui writes no SQL"),
        ("core/storage/a.cpp", "int a;", "core/storage is not in the table"),
        ("core/events/a.cpp", '#include "instant.h"', "from the root of the project"),
    ]

    def test_each_planted_offence_is_found_alone(self):
        for path, text, sentence in self.PLANTED:
            with self.subTest(path=path, text=text):
                found = offences({path: text + "\n"})
                self.assertTrue(any(path in line and sentence in line for line in found), found)

    def test_two_layers_that_may_include_each_other_do(self):
        found = offences({
            "core/pipeline/a.cpp": '#include "core/reports/b.h"\n',
            "core/reports/b.h": '#include "core/pipeline/a.h"\n',
        })
        self.assertEqual(found, ["core/pipeline and core/reports include each other"])


class AcceptsWhatIsAllowed(unittest.TestCase):
    def test_a_clean_project(self):
        self.assertEqual(offences({
            "core/result.h": "#include <string>\n",
            "core/store/a.cpp": '#include <sqlite3.h>\n#include "core/facts/session.h"\n',
            "core/metrics/a.cpp": '#include "core/resolver/jobs.h"\n#include <chrono>\n',
            "core/pipeline/a.cpp": '#include "core/store/a.h"\n#include "core/resolver/a.h"\n',
            "app/commands/a.cpp": '#include "core/reports/a.h"\n#include "app/commands/a.h"\n',
            "ui/models/a.cpp": '#include <QString>\n#include "core/reports/a.h"\n#include "a.moc"\n',
        }), [])

    def test_comments_and_strings_are_not_code(self):
        self.assertEqual(offences({
            "core/metrics/a.cpp": '// system_clock is for others\n/* #include <fstream> */\nauto a = "system_clock";\n',
            "core/events/a.cpp": 'auto a = R"(#include <QString>)";\n',
            "core/resolver/a.cpp": "char a = '\"';  // steady_clock\nchar b = '\"';\n",
        }), [])


class TheDocumentAgrees(unittest.TestCase):
    def test_architecture_shows_the_same_table(self):
        text = (TESTS.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| `([\w/]+)` \| [^|]* \|\s*([^|]*?)\s*\|$", text, re.MULTILINE)
        documented = {layer: re.findall(r"`([\w/*]+)`", allowed) for layer, allowed in rows}
        self.assertEqual(documented, check_layers.MAY_INCLUDE)


if __name__ == "__main__":
    unittest.main()
