#!/usr/bin/python3
"""Makes expression_reference.h: values by muParser, derivatives by SymPy.

  apt-get install libmuparser2v5 python3-sympy
  ./make_expression_reference.py > expression_reference.h

Each line is what a viewer may type, and the same as muParser and SymPy want it.
"""
import ctypes
import sympy

POINTS = [(0.7, -1.3), (1.9, 0.4), (-0.8, 2.1)]
X, Y = sympy.symbols("x y", real=True)

# what is typed, what muParser reads (None: as SymPy, with ** as ^), what SymPy reads
CASES = [
    ("x", None, "x"), ("2x + 3y", None, "2*x + 3*y"), ("x y", None, "x*y"), ("xy", None, "x*y"),
    ("x^2 - y^2", None, "x**2 - y**2"), ("-x^2", None, "-x**2"), ("-2^2 + x", None, "-2**2 + x"),
    ("2^-x", "2^(-x)", "2**(-x)"), ("2^3^(y/9)", None, "2**3**(y/9)"), ("(x+1)(x-1)", None, "(x+1)*(x-1)"),
    ("1/2x", None, "x/2"), ("1/(2x)", None, "1/(2*x)"), ("x/y/2", None, "x/y/2"), ("x - y - 1", None, "x - y - 1"),
    ("x*-y", "x*(-y)", "x*(-y)"), ("--x", "-(-x)", "x"), ("3sin x", None, "3*sin(x)"),
    ("sin 2x y", None, "sin(2*x*y)"), ("sin x cos y", None, "sin(x)*cos(y)"), ("sin(x) y + x^2", None, "sin(x)*y + x**2"),
    ("sin^2 x + cos^2 x y", None, "sin(x)**2 + cos(x*y)**2"), ("sin x^2", None, "sin(x**2)"),
    ("sin(x)^2", None, "sin(x)**2"), ("x sin x", None, "x*sin(x)"), ("xsin(x)", None, "x*sin(x)"),
    ("tan(x/2)", None, "tan(x/2)"), ("sec(x) + csc(y) + cot(x)", "1/cos(x) + 1/sin(y) + 1/tan(x)", "sec(x) + csc(y) + cot(x)"),
    ("asin(x/3) + acos(y/4)", None, "asin(x/3) + acos(y/4)"), ("arctan(x y)", None, "atan(x*y)"),
    ("atan2(y, x)", None, "atan2(y, x)"), ("atan2(x, y)", None, "atan2(x, y)"),
    ("sinh x - cosh y", None, "sinh(x) - cosh(y)"), ("tanh(x - y)", None, "tanh(x - y)"),
    ("asinh(x) + acosh(x^2 + 2) + atanh(y/4)", None, "asinh(x) + acosh(x**2 + 2) + atanh(y/4)"),
    ("e^(-x^2 - y^2)", "exp(-x^2 - y^2)", "exp(-x**2 - y**2)"), ("exp(x)/(1 + exp(x))", None, "exp(x)/(1 + exp(x))"),
    ("ln(x^2 + 1)", None, "log(x**2 + 1)"), ("log(x^2 + y^2)", "ln(x^2 + y^2)", "log(x**2 + y**2)"),
    ("log2(x^2 + 1) log10(y^2 + 3)", "log2(x^2 + 1)*log10(y^2 + 3)", "log(x**2 + 1, 2)*log(y**2 + 3, 10)"),
    ("sqrt(x^2 + y^2)", None, "sqrt(x**2 + y**2)"), ("√(4 + x y)", None, "sqrt(4 + x*y)"),
    ("cbrt(x^2 + y^2)", "(x^2 + y^2)^(1/3)", "(x**2 + y**2)**Rational(1, 3)"),
    ("|x - y|", "abs(x - y)", "Abs(x - y)"), ("2|x||y|", "2*abs(x)*abs(y)", "2*Abs(x)*Abs(y)"),
    ("min(x, y) + max(x, 2y)", None, "Min(x, y) + Max(x, 2*y)"), ("hypot(x, y)", "sqrt(x^2+y^2)", "sqrt(x**2 + y**2)"),
    ("sigmoid(3x)", "1/(1+exp(-3*x))", "1/(1 + exp(-3*x))"), ("relu(x) + relu(y)", "max(x, 0) + max(y, 0)", "Max(x, 0) + Max(y, 0)"),
    ("pi x + π y + tau", "_pi*x + _pi*y + 2*_pi", "pi*x + pi*y + 2*pi"), ("2pi x", "2*_pi*x", "2*pi*x"),
    ("(x^2 + 1)^y", None, "(x**2 + 1)**y"), ("(x^2 + 1)^(y/2) x", None, "(x**2 + 1)**(y/2)*x"),
    ("x^3 - 3x y^2", None, "x**3 - 3*x*y**2"), ("x^-2 + y^7", "x^(-2) + y^7", "x**(-2) + y**7"),
    ("(x^2+y-11)^2 + (x+y^2-7)^2", None, "(x**2+y-11)**2 + (x+y**2-7)**2"),
    ("(1-x)² + 100(y-x²)²", "(1-x)^2 + 100*(y-x^2)^2", "(1-x)**2 + 100*(y-x**2)**2"),
    ("f(x, y) = x^2 y", None, "x**2*y"), ("y = 2x", None, "2*x"),
    ("3·x × y − 1", None, "3*x*y - 1"), ("1e-3x + 2.5e2", "0.001*x + 250", "x/1000 + 250"), ("2e + .5", "2*_e + 0.5", "2*E + 0.5"),
    ("sin(cos(tan(x y/4)))", None, "sin(cos(tan(x*y/4)))"), ("cos x/(1 + y^2)", None, "cos(x)/(1 + y**2)"),
    ("e^x sin y", "exp(x)*sin(y)", "exp(x)*sin(y)"),
]

mu = ctypes.CDLL("libmuparser.so.2")
mu.mupCreate.restype = ctypes.c_void_p
mu.mupEval.restype = ctypes.c_double
for name in ("mupEval", "mupSetExpr", "mupDefineVar", "mupError", "mupGetErrorMsg"):
    getattr(mu, name).argtypes = [ctypes.c_void_p] + {"mupSetExpr": [ctypes.c_char_p],
                                                      "mupDefineVar": [ctypes.c_char_p, ctypes.POINTER(ctypes.c_double)]}.get(name, [])
mu.mupGetErrorMsg.restype = ctypes.c_char_p
handle = mu.mupCreate(0)
x, y = ctypes.c_double(), ctypes.c_double()
mu.mupDefineVar(handle, b"x", ctypes.byref(x))
mu.mupDefineVar(handle, b"y", ctypes.byref(y))


def by_muparser(text, at):
    x.value, y.value = at
    mu.mupSetExpr(handle, text.encode())
    value = mu.mupEval(handle)
    assert not mu.mupError(handle), (text, mu.mupGetErrorMsg(handle))
    return value


def literal(v):
    return "NAN" if v is None else f"{v:.17g}"


print("// Made by make_expression_reference.py with muParser and SymPy; not to be edited.")
print("// The value, and the derivatives by x, y, xx, xy, yy, at three points.")
print("static const struct {\n  const char *text;\n  double at[3][6];\n} expressions[] = {")
for typed, for_muparser, for_sympy in CASES:
    f = sympy.sympify(for_sympy, locals={"x": X, "y": Y})
    parts = [f.diff(X), f.diff(Y), f.diff(X, X), f.diff(X, Y), f.diff(Y, Y)]
    rows = []
    for at in POINTS:
        same = for_sympy.replace("**", "^").replace("log(", "ln(").replace("Min", "min").replace("Max", "max")
        value = by_muparser(for_muparser or same, at)
        point = {X: sympy.Float(at[0], 30), Y: sympy.Float(at[1], 30)}
        found = [sympy.N(d.subs(point), 20) for d in parts]
        numbers = []
        for d in found:
            d = complex(d.doit()) if d.is_number else complex(sympy.N(d))
            numbers.append(d.real)
        rows.append("{" + ", ".join(literal(v) for v in [value] + numbers) + "}")
    print(f'    {{"{typed}", {{{", ".join(rows)}}}}},')
print("};")
