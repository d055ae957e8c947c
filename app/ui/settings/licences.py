"""Whose work the program stands on, and under which licence."""

LICENCES: tuple[tuple[str, str], ...] = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("Python", "PSF-2.0"),
    ("SQLCipher, SQLite", "BSD-3-Clause, public domain"),
    ("sqlcipher3", "Zlib"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("keyring, platformdirs", "MIT"),
    ("reportlab", "BSD-3-Clause"),
    ("pypdfium2, PDFium", "BSD-3-Clause / Apache-2.0"),
    ("pydantic, ruamel.yaml, RapidFuzz", "MIT"),
    ("shevchenko", "MIT"),
    ("phonenumbers", "Apache-2.0"),
    ("zxcvbn: common passwords", "MIT"),
    ("python-stdnum", "LGPL-2.1"),
    ("Onest, Liberation Serif", "OFL-1.1"),
    ("Lucide", "ISC"),
)
