"""Reading a drawn paper back: its text by page, and where its words stand."""

import pypdfium2


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def text(pdf: bytes) -> str:
    return "\n".join(pages(pdf))


def solid(said: str) -> str:
    """Without any space: what is left when lines were broken anywhere."""
    return "".join(said.split())
