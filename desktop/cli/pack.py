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
from desktop.session.packing import Packing, PackItem, Proof, held_back, lacking, look_at_proof, put_package, units_of


def pack(arguments: argparse.Namespace) -> int:
    """Makes a package. Nothing is written when a document is held back."""
    if arguments.accepted:
        from desktop.cli.forward import forward  # noqa: PLC0415  # opens the data file, which packing files does not

        return forward(arguments)
    if not arguments.files:
        raise UserError("没有写要上报的表", remedy="写出文件；转报下级已接受的表请加 --accepted")
    if arguments.unit or arguments.year is not None:
        raise UserError("--unit、--year 只用于转报", remedy="转报下级已接受的表请加 --accepted")
    target = package_path(arguments.out)
    catalogue = forms_catalogue()
    read, complete = read_all(arguments.files, catalogue)
    if not complete:
        return UNREADABLE
    items = _items(read, catalogue)
    proofs = _proofs(arguments, len(items))
    for proof in proofs:
        look_at_proof(proof.file)
    if held := held_back(items):
        for line in (*lacking(items, catalogue), *held):
            say(line)
        say("没有打包：请先改正，或给需说明的问题写上说明。")
        return FOUND
    sign, password = signer(arguments.sign, "上报"), password_for(arguments, target)
    packing = Packing(items, proofs, catalogue, made=datetime.now().astimezone(), sign=sign)
    # Only now: what is missing of the set is no news to somebody whose call was wrong.
    for line in lacking(items, catalogue):
        say(line)
    units = units_of(items)
    if len(units) > 1:
        say(f"包里有几个单位的表，按“{units[0]}”上报：{'、'.join(units)}")
    for _ in packing.work():
        pass
    assert packing.packed is not None  # the work was gone through
    size = put_package(packing.packed, target, password)
    locked = "，已加密码" if password else ""
    say(f"已写出并核对 {target}：{len(items)} 份表，{size / 1024:.0f} KB{locked}，上报包核对码 {packing.packed.code}")
    return OK


def package_path(target: Path) -> Path:
    """Where the package goes: with its ending."""
    if target.suffix.lower() != SUFFIX:
        target = target.with_name(f"{target.name}{SUFFIX}")
    return target


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


def password_for(arguments: argparse.Namespace, target: Path) -> str:
    """The password a package is to go under, `""` for none. Asks on the terminal. Raises `UserError`."""
    if arguments.password:
        return new_password(target)
    if os.environ.get(PASSWORD_ENV):
        say("没有写 --password，上报包不加密码。")
    return ""
