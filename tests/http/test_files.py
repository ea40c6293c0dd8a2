from email import message_from_bytes
from typing import Any

from tests.http.conftest import MakeTransport
from tests.http.stub import Stub
from unified_ats.http import File

RESUME = File(name='J"ane\r\nDoe é.pdf', content_type="application/pdf", content=b"%PDF\x00\xff")


def test_a_file_goes_as_a_form_uploads_it(stub: Stub, transport: MakeTransport) -> None:
    """A file is sent as multipart/form-data, with its name and type, beside the form's fields."""
    transport().post("/files", files={"file": RESUME}, form={"kind": "resume"})
    [seen] = stub.seen
    head = f"Content-Type: {seen.headers['Content-Type']}\r\n\r\n".encode()
    form: Any = message_from_bytes(head + seen.body)
    fields, file = form.get_payload()
    assert fields.get_payload() == "resume"
    assert file.get_content_type() == "application/pdf"
    assert file.get_payload(decode=True) == RESUME.content


def test_a_file_name_cannot_break_out(stub: Stub, transport: MakeTransport) -> None:
    """Quotes and line ends in a file's name cannot add headers or fields."""
    transport().post("/files", files={"file": RESUME})
    assert b'filename="J%22ane%0D%0ADoe \xc3\xa9.pdf"' in stub.seen[0].body


def test_repr_shows_no_person() -> None:
    """The repr of a file shows neither its name nor its content."""
    assert "ane" not in repr(RESUME)
    assert "PDF" not in repr(RESUME)
