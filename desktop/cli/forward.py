"""`jibiao pack --accepted`: what was accepted goes on to the office above."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from desktop.cli.commands import forms_catalogue
from desktop.cli.datafile import last_year, opened_data
from desktop.cli.outcome import OK, say
from desktop.cli.pack import package_path, password_for
from desktop.cli.sign import signer
from desktop.errors import UserError
from desktop.session.forwarding import Forwarding, forwardable
from desktop.session.packing import Proof, look_at_proof, put_package


def forward(arguments: argparse.Namespace) -> int:
    """Makes the office's package of all that it accepted of a year."""
    if arguments.files or arguments.attach_to:
        raise UserError("转报的是数据文件里已接受的表，不另写文件", remedy="请去掉文件名和 --attach-to")
    if not arguments.unit:
        raise UserError("没有写转报的单位", remedy="请用 --unit 写本单位的名称")
    target = package_path(arguments.out)
    proofs = [Proof(Path(file)) for file in arguments.attach or ()]
    for proof in proofs:
        look_at_proof(proof.file)
    with opened_data(arguments.db) as store:
        year = last_year(store) if arguments.year is None else arguments.year
        making = Forwarding(
            store, forms_catalogue(), year, arguments.unit, made=datetime.now().astimezone(), proofs=proofs,
            sign=signer(arguments.sign, "转报"),
        )  # fmt: skip
        password = password_for(arguments, target)
        say(f"{year} 年度{forwardable(store, year).line}")
        for _ in making.work():
            pass
    assert making.packed is not None  # the work was gone through
    if making.bare:
        say(f"收的时候还没有留原清单，没有附：{'、'.join(making.bare)}")
    size = put_package(making.packed, target, password)
    locked = "，已加密码" if password else ""
    say(f"已写出并核对 {target}：转报 {making.total} 个单位，{size / 1024:.0f} KB{locked}，"
        f"上报包核对码 {making.packed.code}")  # fmt: skip
    return OK
