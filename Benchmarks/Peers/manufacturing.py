"""Value added by digital services in manufacturing exports of every country of a canonical folder, with NumPy: the peer that
`leontief estimate manufacturing` is measured against.

usage: python3 manufacturing.py TABLE DIGITAL MANUFACTURING      (codes separated by commas)

One inverse, no n x n product and no copy that can be avoided: v_i l_ij of the digital rows only, times exports by country.
"""

import csv
import json
import sys

import numpy as np

path, digital, manufacturing = sys.argv[1], sys.argv[2].split(","), sys.argv[3].split(",")
Z, Y, x = (np.load(f"{path}/{name}.npy") for name in ("Z", "Y", "x"))
with open(f"{path}/sectors.csv", encoding="utf-8") as file:
    labels = [(row["region"], row["code"]) for row in csv.DictReader(file)]
with open(f"{path}/demand.csv", encoding="utf-8") as file:
    absorbers = [row["region"] for row in csv.DictReader(file)]
countries = list(dict.fromkeys(region for region, _ in labels))
country = np.array([countries.index(region) for region, _ in labels])
n = len(x)

# Gross exports: all sales less those to the own country, for production and final use.
starts = np.flatnonzero(np.r_[True, country[1:] != country[:-1]])
sold = np.add.reduceat(Z, starts, axis=1)
absorbed = np.stack([Y[:, [a == name for a in absorbers]].sum(1) for name in countries], 1)
own = np.arange(n), country
exports = Z.sum(1) + Y.sum(1) - sold[own] - absorbed[own]

scale = np.divide(1, x, out=np.zeros_like(x), where=x != 0)
v = np.where(x != 0, 1 - Z.sum(0) * scale, 0)
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
result = []
for k, name in enumerate(countries):
    mine, made = country[rows] == k, country[columns] == k
    result.append({
        "country": name,
        "exports": total[k],
        "domestic": content[mine, k].sum(),
        "all_origins": content[:, k].sum(),
        "use_domestic": uses[np.ix_(mine, made)].sum(),
        "use": uses[:, made].sum(),
        "inputs": inputs[made].sum(),
        "output": x[columns[made]].sum(),
    })
json.dump(result, sys.stdout)
