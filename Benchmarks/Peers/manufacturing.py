"""Value added by digital services in manufacturing exports of every country of a canonical folder, with NumPy: the peer that
`leontief estimate manufacturing` is measured against.

usage: python3 manufacturing.py TABLE DIGITAL MANUFACTURING FOLDER      (codes separated by commas)

The same work: the table checked (finite, balanced), contents of all source countries and sectors in the exports of all countries,
and the same four csv files written into FOLDER. One inverse, no n x n product and no copy that can be avoided: v_i l_ij of the
digital rows only, times exports by country.
"""

import csv
import os
import sys

import numpy as np

path, digital, manufacturing, folder = sys.argv[1], sys.argv[2].split(","), sys.argv[3].split(","), sys.argv[4]
Z, Y, x = (np.load(f"{path}/{name}.npy") for name in ("Z", "Y", "x"))
with open(f"{path}/sectors.csv", encoding="utf-8") as file:
    labels = [(row["region"], row["code"]) for row in csv.DictReader(file)]
with open(f"{path}/demand.csv", encoding="utf-8") as file:
    absorbers = [row["region"] for row in csv.DictReader(file)]
countries = list(dict.fromkeys(region for region, _ in labels))
country = np.array([countries.index(region) for region, _ in labels])
n = len(x)

# The table is fit for use: finite, its rows balanced but for what is rounded, nothing sold by sectors without output.
bought, sales, demand = Z.sum(0), Z.sum(1), Y.sum(1)
if not (np.isfinite(bought).all() and np.isfinite(demand).all() and np.isfinite(x).all()):
    sys.exit(f"{path}: missing or infinite values")
if np.abs(sales + demand - x).sum() > 0.1 * x.sum():
    sys.exit(f"{path}: rows do not balance")
if bought[x == 0].any():
    sys.exit(f"{path}: sectors without output have inputs")

# Gross exports: all sales less those to the own country, for production and final use.
starts = np.flatnonzero(np.r_[True, country[1:] != country[:-1]])
sold = np.add.reduceat(Z, starts, axis=1)
absorbed = np.stack([Y[:, [a == name for a in absorbers]].sum(1) for name in countries], 1)
own = np.arange(n), country
exports = sales + demand - sold[own] - absorbed[own]

scale = np.divide(1, x, out=np.zeros_like(x), where=x != 0)
v = np.where(x != 0, 1 - bought * scale, 0)
A = Z * scale
np.subtract(np.eye(n), A, out=A)
L = np.linalg.inv(A)

codes = np.array([code for _, code in labels])
rows, columns = np.flatnonzero(np.isin(codes, digital)), np.flatnonzero(np.isin(codes, manufacturing))
panel = np.zeros((n, len(countries)))
panel[columns, country[columns]] = exports[columns]
content = v[rows, None] * (L[rows] @ panel)
total = panel.sum(0)
uses = Z[np.ix_(rows, columns)]
inputs = Z[:, columns].sum(0)


def share(part, whole):
    return part / whole if whole != 0 else ""


tables = {"countries": [], "use": [], "sectors": [], "sources": []}
for k, name in enumerate(countries):
    mine, made = country[rows] == k, country[columns] == k
    domestic, everything = content[mine, k].sum(), content[:, k].sum()
    tables["countries"].append(
        [name, total[k], domestic, everything, share(domestic, total[k]), share(everything, total[k])])
    output, bought = x[columns[made]].sum(), inputs[made].sum()
    use = uses[:, made].sum()
    home = uses[np.ix_(mine, made)].sum()
    parts = [home, use - home, use]
    tables["use"].append(
        [name, output, bought] + parts + [share(p, output) for p in parts] + [share(p, bought) for p in parts])
    for code in digital:
        here = codes[rows] == code
        domestic, everything = content[mine & here, k].sum(), content[here, k].sum()
        tables["sectors"].append(
            [name, code, domestic, everything, share(domestic, total[k]), share(everything, total[k])])
for i, row in zip(rows, content.tolist()):
    tables["sources"].append(list(labels[i]) + row)
shares = ["domestic", "imported", "total"]
heads = {
    "countries": ["country", "exports", "domestic", "all_origins", "domestic_share", "all_origins_share"],
    "use": ["country", "output", "inputs"] + shares + [f"{s}_of_output" for s in shares] + [f"{s}_of_inputs" for s in shares],
    "sectors": ["country", "code", "domestic", "all_origins", "domestic_share", "all_origins_share"],
    "sources": ["source", "code"] + [f"exporter_{name.lower()}" for name in countries],
}
os.makedirs(folder, exist_ok=True)
for name, table in tables.items():
    with open(f"{folder}/{name}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads[name])
        writer.writerows(table)
