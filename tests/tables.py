#!/usr/bin/env python3
"""Opens the tables and maps that tests left in a folder with others' programs: XLSX with openpyxl and with LibreOffice, GeoJSON
with GDAL (pyogrio). What is not installed is skipped, and said so. tests/documents calls it."""

import csv
import datetime
import pathlib
import shutil
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(sys.argv[1])
# How LibreOffice is asked for a sheet as CSV: semicolon, quotes, UTF-8, cells as they are shown, every sheet in a file of its own.
AS_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"


def skipped(what, missing):
    print(f"SKIPPED: {what}, because {missing} is not there", file=sys.stderr)


def written(name):
    """The rows of a CSV file as Swedish Excel reads them."""
    with open(FOLDER / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def as_written(cell):
    """A cell of a workbook as its CSV file has it."""
    if cell.value is None:
        return ""
    if cell.number_format.endswith(".0"):
        return f"{cell.value:.1f}".replace(".", ",")
    text = str(cell.value)
    return f"'{text}" if cell.data_type == "s" and text.startswith(("=", "+", "-", "@")) else text


def xlsx_with_openpyxl(path):
    try:
        import openpyxl
    except ImportError:
        return skipped(f"{path.name} in openpyxl", "openpyxl")
    book = openpyxl.load_workbook(path)
    for sheet in book:
        assert sheet.freeze_panes == "A2", f"{sheet.title}: the headings do not stay"
        assert sheet.auto_filter.ref, f"{sheet.title}: no filter"
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "d"}, f"{sheet.title}: {kinds}"  # "f" would be a formula
    if path.name == "report.xlsx":
        months = book["Månad för månad"]
        assert all(isinstance(row[0].value, datetime.datetime) for row in months.iter_rows(min_row=2)), "months are dates"
        for title, name in {"Kommundelar": "districts.csv", "Vilka som hörts av": "coverage.csv"}.items():
            rows = [[as_written(cell) for cell in row] for row in book[title].iter_rows()]
            assert rows == written(name), f"{title} is not {name}"
    print(f"{path.name} opens in openpyxl: {len(book.sheetnames)} sheets")


def xlsx_with_libreoffice(path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        return skipped(f"{path.name} in LibreOffice", "LibreOffice")
    with tempfile.TemporaryDirectory() as folder:
        words = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", AS_CSV]
        subprocess.run([*words, "--outdir", folder, str(path)], check=True, capture_output=True, timeout=180)
        sheets = list(pathlib.Path(folder).glob("*.csv"))
        assert sheets, "LibreOffice gave no sheet"
        if path.name == "report.xlsx":
            with open(next(sheet for sheet in sheets if "Vilka" in sheet.name), encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file, delimiter=";"))
            assert rows == written("coverage.csv"), rows
    print(f"{path.name} opens in LibreOffice: {len(sheets)} sheets")


def geojson_with_gdal(path):
    try:
        import pyogrio
    except ImportError:
        return skipped(f"{path.name} in GDAL", "pyogrio")
    about, _, shapes, fields = pyogrio.raw.read(path)
    assert about["crs"] == "EPSG:4326", about["crs"]
    names = list(about["fields"])
    if path.name == "districts.geojson":
        told = dict(zip(names, fields))
        rows = written("districts.csv")
        assert list(told["code"]) == [row[0] for row in rows[1:]], "the same districts in the same order"
        spaces = {ord("\xa0"): None}
        as_told = [str(cell).translate(spaces) for cell in told["events_told"]]
        assert as_told == [row[3].translate(spaces) for row in rows[1:]], "the same is told of their events"
        grounds = [shape is not None for shape in shapes]
        assert grounds == [row[0] != "unknown" for row in rows[1:]], "each district has its ground, and nothing else has"
    print(f"{path.name} opens in GDAL {'.'.join(map(str, pyogrio.__gdal_version__))}: {len(shapes)} features, {len(names)} fields")


for path in sorted(FOLDER.glob("*.xlsx")):
    xlsx_with_openpyxl(path)
    xlsx_with_libreoffice(path)
for path in sorted(FOLDER.glob("*.geojson")):
    geojson_with_gdal(path)
