"""Writes outlines.txt, the countries that the map draws, from Natural Earth's 1:110 m countries.

    python3 make_outlines.py COUNTRIES.shp [ISO_3166-1.json] > outlines.txt

COUNTRIES.shp with its .dbf beside it is ne_110m_admin_0_countries of naturalearthdata.com, or the copy of it in the Python
package geopandas up to 0.14 (datasets/naturalearth_lowres). The JSON is that of the package iso-codes, for the
two-letter codes that telemetry and look-ups give; it is needed where the .dbf has three-letter ones only.
"""
import json
import pathlib
import struct
import sys

STEPS = 100  # per degree: 1.1 km, finer than the outlines themselves
NOT_IN_ISO = {"Kosovo": "XK"}  # used by everyone, assigned by nobody
NAMES = {"CI": "Côte d'Ivoire"}
ABBREVIATED = {"W. Sahara": "Western Sahara", "Dem. Rep. Congo": "DR Congo", "Dominican Rep.": "Dominican Republic",
               "Falkland Is.": "Falkland Islands", "Fr. S. Antarctic Lands": "French Southern Territories",
               "Central African Rep.": "Central African Republic", "Eq. Guinea": "Equatorial Guinea",
               "Solomon Is.": "Solomon Islands", "N. Cyprus": "Northern Cyprus", "Bosnia and Herz.": "Bosnia and Herzegovina",
               "S. Sudan": "South Sudan"}


def attributes(dbf):
    """The rows of a dBase file as dicts of text."""
    count, header, length = struct.unpack("<IHH", dbf[4:12])
    fields, at = [], 32
    while dbf[at] != 13:
        fields.append((dbf[at:at + 11].split(b"\0")[0].decode("ascii"), dbf[at + 16]))
        at += 32
    rows = []
    for number in range(count):
        record = dbf[header + number * length + 1:header + (number + 1) * length]
        row, at = {}, 0
        for name, size in fields:
            text = record[at:at + size].rstrip(b"\0 ")
            try:
                row[name.upper()] = text.decode("utf-8").strip()
            except UnicodeDecodeError:
                row[name.upper()] = text.decode("latin-1").strip()
            at += size
        rows.append(row)
    return rows


def shapes(shp):
    """The polygons of a shapefile: for each record its rings, each a list of (longitude, latitude)."""
    records, at = [], 100
    while at < len(shp):
        size = struct.unpack(">i", shp[at + 4:at + 8])[0] * 2
        body = shp[at + 8:at + 8 + size]
        at += 8 + size
        parts, points = struct.unpack("<ii", body[36:44])
        starts = [*struct.unpack(f"<{parts}i", body[44:44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts:44 + 4 * parts + 16 * points])
        places = list(zip(flat[0::2], flat[1::2]))
        records.append([places[a:b] for a, b in zip(starts, starts[1:])])
    return records


def ring_line(ring):
    """`r`, the first point, then steps from point to point; the last point is the first and left out."""
    quantized = [(round(x * STEPS), round(y * STEPS)) for x, y in ring]
    kept = [quantized[0]]
    for point in quantized[1:-1]:
        if point != kept[-1]:
            kept.append(point)
    if len(kept) < 3:
        return None
    steps, before = [], (0, 0)
    for x, y in kept:
        steps += [str(x - before[0]), str(y - before[1])]
        before = (x, y)
    return "r " + " ".join(steps)


def two_letters(row, by_three):
    code = row.get("ISO_A2_EH") or row.get("ISO_A2") or by_three.get(row.get("ISO_A3", ""), "-")
    return code if len(code) == 2 and code.isalpha() else NOT_IN_ISO.get(row["NAME"], "-")


def main(arguments):
    source = pathlib.Path(arguments[0])
    codes = json.loads(pathlib.Path(arguments[1]).read_text(encoding="utf-8"))["3166-1"] if len(arguments) > 1 else []
    by_three = {each["alpha_3"]: each["alpha_2"] for each in codes}
    print("# Countries of Natural Earth 1:110 m, public domain; made by make_outlines.py. README.md has the format.")
    countries = []
    for row, rings in zip(attributes(source.with_suffix(".dbf").read_bytes()), shapes(source.read_bytes())):
        code = two_letters(row, by_three)
        name = NAMES.get(code) or ABBREVIATED.get(row["NAME"], row["NAME"])
        countries.append((name, code, [line for line in map(ring_line, rings) if line]))
    for name, code, lines in sorted(countries):
        print(f"c {code} {name}")
        print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
