#!/usr/bin/python3
"""Makes spectrum_reference.h: eigenvalues, singular values and exponentials by NumPy and SciPy.

  apt-get install python3-numpy python3-scipy
  ./make_spectrum_reference.py > spectrum_reference.h

Entries are a sequence of multiples of 2^-11, the same to the last bit in C: number(i, salt).
"""
import numpy as np
import scipy.linalg


def number(i, salt):
    return (((i + 1) * (i + salt) * 2654435761 % 2**32) // 2**21 - 1024) / 2048


def matrix(rows, columns, salt):
    return np.array([number(i, salt) for i in range(rows * columns)]).reshape(rows, columns)


def array(name, values):
    words = [f"{v:.15g}" for v in np.ravel(values)]
    lines = [", ".join(words[i:i + 6]) for i in range(0, len(words), 6)]
    print(f"static const double {name}[] = {{\n    " + ",\n    ".join(lines) + "};")


print("// Made by make_spectrum_reference.py with NumPy and SciPy; not to be edited.")
rows = []
for index, n in enumerate([1, 2, 3, 4, 5, 7, 8, 12, 16, 24]):
    salt = 101 + index
    a = matrix(n, n, salt)
    values = np.linalg.eigvals(a)
    values = values[np.lexsort((-values.imag, -values.real))]
    array(f"real_{index}", values.real)
    array(f"imaginary_{index}", values.imag)
    array(f"symmetric_{index}", np.linalg.eigvalsh(a + a.T)[::-1])
    array(f"singular_{index}", np.linalg.svd(a[: max(1, n // 2)], compute_uv=False))
    array(f"exponential_{index}", np.sum(scipy.linalg.expm(4 * a), axis=0))
    rows.append(f"    {{{n}, {salt}, real_{index}, imaginary_{index}, symmetric_{index}, singular_{index}, exponential_{index}}},")
print("""
// Of a (n x n): its eigenvalues, those of a + a^T, the singular values of its upper half, and the sums of the
// columns of e^(4 a).
static const struct {
  uint32_t n, salt;
  const double *real, *imaginary, *symmetric, *singular, *exponential;
} spectra[] = {""")
print("\n".join(rows) + "\n};")
