"""`jibiao pack`: documents that pass 审核 into a package to send upward. What is missing of the set is said before."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path

from desktop.cli.commands import Item, findings_of, forms_catalogue, read_all
from desktop.cli.outcome import FOUND, OK, UNREADABLE, say
from desktop.cli.passwords import PASSWORD_ENV, new_password
from desktop.cli.sign import signer
from desktop.errors import UserError
from desktop.export.package import SUFFIX
from desktop.forms.catalogue import Catalogue
from desktop.forms.findings import Finding
from desktop.forms.standing import Standing
from desktop.session.packing import Packing, PackItem, Proof, held_back, lacking, put_package, units_of


def pack(arguments: argparse.Namespace) -> int:
    """Makes a package. Nothing is written when a document is held back."""
    target: Path = arguments.out
    if target.suffix.lower() != SUFFIX:
        target = target.with_name(f"{target.name}{SUFFIX}")
    catalogue = forms_catalogue()
    read, complete = read_all(arguments.files, catalogue)
    if not complete:
        return UNREADABLE
    items = _items(read, catalogue)
    for line in lacking(items, catalogue):
        say(line)
    if held := held_back(items):
        for line in held:
            say(line)
        say("没有打包：请先改正，或给需说明的问题写上说明。")
        return FOUND
    units = units_of(items)
    if len(units) > 1:
        say(f"包里有几个单位的表，按“{units[0]}”上报：{'、'.join(units)}")
    proofs = _proofs(arguments, len(items))
    password = _password(arguments, target)
    packing = Packing(items, proofs, catalogue, made=datetime.now().astimezone(), sign=signer(arguments.sign, "上报"))
    for _ in packing.work():
        pass
    assert packing.packed is not None  # the work was gone through
    size = put_package(packing.packed, target, password)
    locked = "，已加密码" if password else ""
    say(f"已写出并核对 {target}：{len(items)} 份表，{size / 1024:.0f} KB{locked}，上报包核对码 {packing.packed.code}")
    return OK


def _items(read: list[Item], catalogue: Catalogue) -> list[PackItem]:
    """The documents with what `check` says of the same files."""
    found: dict[int, list[Finding]] = {id(item): [] for item in read}
    for item, finding in findings_of(read, catalogue):
        found[id(item)].append(finding)
    return [PackItem(item.evaluation, tuple(found[id(item)]), Standing()) for item in read]


def _proofs(arguments: argparse.Namespace, count: int) -> list[Proof]:
    proofs = [Proof(file) for file in arguments.attach or ()]
    for number, file in arguments.attach_to or ():
        if not number.isdecimal() or not 1 <= int(number) <= count:
            raise UserError(f"--attach-to 后面的“{number}”不是表的序号", remedy=f"请写 1 到 {count}")
        proofs.append(Proof(Path(file), int(number) - 1))
    return proofs


def _password(arguments: argparse.Namespace, target: Path) -> str:
    if arguments.password:
        return new_password(target)
    if os.environ.get(PASSWORD_ENV):
        say("没有写 --password，上报包不加密码。")
    return ""
