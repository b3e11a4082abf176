"""What makes the file a record that is still read in thirty years: PDF/A-3u (ISO 19005-3, conformance level U).

Part 3, because the document itself is attached as data, which part 2 forbids; level U, because every character of the
text has its Unicode value. Fonts are embedded, colours have a profile, and the properties stand in the file twice:
in the old dictionary and, the same, as XMP.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from desktop.export.pdf import srgb
from desktop.export.pdf.embedding import compressed
from desktop.export.pdf.file import PdfFile
from desktop.export.pdf.text import drawable

_NOT_XML = re.compile("[\ufffe\uffff]")
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Properties:
    """The file's properties. `keywords` holds the documents' digests."""

    title: str
    author: str
    subject: str
    keywords: str
    program: str
    created: datetime

    def cleaned(self) -> Properties:
        """With blanks in place of what neither a PDF's nor an XML's text can hold."""
        texts = (self.title, self.author, self.subject, self.keywords, self.program)
        title, author, subject, keywords, program = (_NOT_XML.sub(" ", drawable(text)) for text in texts)
        return Properties(title, author, subject, keywords, program, self.created)


def set_properties(file: PdfFile, given: Properties) -> None:
    """Writes the properties, the claim to be PDF/A-3u, and the profile of the colours."""
    properties = given.cleaned()
    info = file.info
    info.title, info.author, info.subject = properties.title, properties.author, properties.subject
    info.keywords, info.creator, info.producer = properties.keywords, properties.program, properties.program
    info.date = pdf_date(properties.created)
    metadata = pdfdoc.PDFStream(content=_xmp(properties).encode())  # not deflated: found by programs that know no PDF
    metadata.dictionary["Type"], metadata.dictionary["Subtype"] = "/Metadata", "/XML"
    file.Catalog.Metadata = metadata
    file.Catalog.OutputIntents = pdfdoc.PDFArray([_output_intent(file)])


def _output_intent(file: PdfFile) -> Any:
    profile = compressed(srgb.profile())
    profile.dictionary["N"] = 3
    return pdfdoc.PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pdfdoc.PDFString(srgb.NAME),
            "Info": pdfdoc.PDFString(srgb.NAME),
            "RegistryName": pdfdoc.PDFString("http://www.color.org"),
            "DestOutputProfile": file.Reference(profile),
        }
    )


def _xmp(properties: Properties) -> str:
    """The properties as an XMP packet; what is empty is left out."""
    date = properties.created.isoformat(timespec="seconds")
    lines = (
        ("dc:title", _one_language(properties.title)),
        ("dc:creator", _one_of_list(properties.author)),
        ("dc:description", _one_language(properties.subject)),
        ("pdf:Keywords", escape(properties.keywords)),
        ("pdf:Producer", escape(properties.program)),
        ("xmp:CreatorTool", escape(properties.program)),
        ("xmp:CreateDate", date),
        ("xmp:ModifyDate", date),
    )
    return _PACKET.format(properties="\n".join(f"<{name}>{value}</{name}>" for name, value in lines if value))


def _one_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>' if text else ""


def _one_of_list(text: str) -> str:
    return f"<rdf:Seq><rdf:li>{escape(text)}</rdf:li></rdf:Seq>" if text else ""


def pdf_date(moment: datetime) -> str:
    """A date as PDF writes it: `D:20220304050607+08'00'`, without zone when it has none."""
    zone = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}" + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")
