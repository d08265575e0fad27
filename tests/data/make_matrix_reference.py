#!/usr/bin/python3
"""Makes matrix_reference.h: products, determinants, solutions and least squares by NumPy.

  apt-get install python3-numpy
  ./make_matrix_reference.py > matrix_reference.h

Entries are a sequence of multiples of 2^-11, the same to the last bit in C: number(i, salt).
"""
import numpy as np


def number(i, salt):
    return (((i + 1) * (i + salt) * 2654435761 % 2**32) // 2**21 - 1024) / 2048


def matrix(rows, columns, salt):
    return np.array([number(i, salt) for i in range(rows * columns)]).reshape(rows, columns)


def array(name, values):
    words = [f"{v:.9g}" for v in np.ravel(values)]
    lines = [", ".join(words[i:i + 8]) for i in range(0, len(words), 8)]
    print(f"static const double {name}[] = {{\n    " + ",\n    ".join(lines) + "};")


print("// Made by make_matrix_reference.py with NumPy; not to be edited.")
rows = []
for index, (m, n, k) in enumerate([(1, 1, 1), (2, 2, 1), (3, 3, 2), (5, 5, 5), (8, 8, 3), (12, 12, 1), (7, 3, 2), (20, 4, 1), (32, 6, 2)]):
    a, b = matrix(m, n, 11 + index), matrix(m, k, 50 + index)
    array(f"solved_{index}", np.linalg.lstsq(a, b, rcond=None)[0])
    array(f"product_{index}", a.T @ b)
    determinant = np.linalg.det(a) if m == n else 0
    rows.append(f"    {{{m}, {n}, {k}, {11 + index}, {50 + index}, {determinant:.12g}, solved_{index}, product_{index}}},")
print("""
// a is m x n and b is m x k; solved is the x nearest to a x = b, product is the transpose of a times b.
static const struct {
  uint32_t m, n, k, salt_a, salt_b;
  double determinant;
  const double *solved, *product;
} references[] = {""")
print("\n".join(rows) + "\n};")
