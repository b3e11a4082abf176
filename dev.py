"""Sets 绩表 up and runs it, from a fresh copy, with nothing but Python 3.11 or later, on Linux and Windows.

    python3 dev.py run     opens the window with a filled sample; without a display, does the sample's work without one
    python3 dev.py test    static checks and all tests; further arguments go to pytest

Both do all their set-up themselves: the virtual environment `.venv` beside this file (also where Debian's Python comes
without ensurepip), the packages of the lock file, the system libraries Qt needs. Only the standard library is used, and
no syntax that would keep an older Python from saying what is wrong. What a step needs and cannot do by itself, it says
in one line, with the exact command to type where there is one.
"""

from __future__ import annotations

import configparser
import contextlib
import ctypes
import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)  # when started by .venv's own Python: the one behind it
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
DEFAULT_INDEX = "https://pypi.org/simple"

# What PySide6's wheels expect of a bare Debian: shared object → package. Every Qt program needs the first group, a
# window on a screen and its printing the second.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libcups.so.2": "libcups2",
}


class SetupError(Exception):
    """What the person has to know or do, in one line of Chinese."""


def say(line: str) -> None:
    """One line to the person, on standard error: standard output belongs to what is run."""
    print(f"绩表：{line}", file=sys.stderr, flush=True)


def call(*command: str | Path, quiet: bool = False) -> bool:
    """Runs a command of the set-up in the project's folder; true when it succeeded. A missing program is a failure.

    Only complaints are shown, and of an attempt that may well fail (`quiet`) not even those.
    """
    words, complaints = [str(word) for word in command], subprocess.DEVNULL if quiet else None
    try:
        return subprocess.call(words, cwd=ROOT, env=clean(), stdout=subprocess.DEVNULL, stderr=complaints) == 0
    except OSError:
        return False


def clean() -> dict[str, str]:
    """The environment without what would lead the virtual environment's Python astray; pip's own settings stay."""
    astray = ("PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH")
    kept = {name: value for name, value in os.environ.items() if name not in astray}
    return {
        **kept,
        "PIP_USER": "0",
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONIOENCODING": "utf-8",
    }


# ---- virtual environment and packages


def prepare(command: str) -> None:
    """Makes the virtual environment hold exactly what `command` needs; at once when nothing changed since last time."""
    ready = {name: (VENV / f"ready-{name}", fingerprint(lock)) for name, lock in LOCKS.items()}
    stamp, wanted = ready[command]
    usable = sound()
    if usable and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    if not usable:
        create()
    say("正在安装锁定版本的组件（第一次约需一两分钟）…")
    if not call(VENV_PYTHON, "-m", "pip", "install", "-qq", "--requirement", ROOT / LOCKS[command]):
        raise SetupError("组件安装失败（原因见上）；请检查网络或 pip 的镜像设置，再运行一次")
    for name in LOCKS if command == "test" else ("run",):  # the tests' packages include the program's
        path, mark = ready[name]
        path.write_text(mark, encoding="ascii")


def fingerprint(lock: str) -> str:
    """The lock file's content in short."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def sound() -> bool:
    """Whether `.venv` is a working environment, with pip in it, of the Python version asked for."""
    probe = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return call(VENV_PYTHON, "-c", probe, quiet=True)


def create() -> None:
    """A new `.venv` with pip in it, by the first way that works here."""
    say("正在建立虚拟环境 .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    if not call(BASE_PYTHON, "-m", "venv", "--without-pip", VENV):
        raise SetupError(f"虚拟环境建立失败（原因见上）；请检查 {ROOT} 是否可写、磁盘是否已满")
    for way in (pip_by_ensurepip, pip_by_another_pip, pip_by_download, pip_by_apt):
        if way() and sound():
            return
    raise SetupError(f"这个 Python 没有 pip，也取不到；请运行：sudo {' '.join(apt_install('python3-venv'))}")


def pip_by_ensurepip() -> bool:
    """The ordinary way. Debian cuts ensurepip out of its Python."""
    return call(VENV_PYTHON, "-m", "ensurepip", "--default-pip", quiet=True)


def pip_by_another_pip() -> bool:
    """A pip elsewhere on the machine installs one here; it knows the person's mirror, proxy and certificates."""
    into = ("--python", VENV_PYTHON, "install", "--quiet", "pip")
    return call(sys.executable, "-m", "pip", *into, quiet=True) or call("pip3", *into, quiet=True)


def pip_by_download() -> bool:
    """pip's wheel from the package index, which installs itself. Version and checksum are those of the lock file."""
    lock = (ROOT / LOCKS["run"]).read_text(encoding="utf-8")
    entry = re.search(r"^pip==(\S+) \\\n((?: +--hash=sha256:\w+(?: \\)?\n)+)", lock, re.MULTILINE)
    if entry is None:
        return False
    name, hashes = f"pip-{entry[1]}-py3-none-any.whl", re.findall(r"sha256:(\w+)", entry[2])
    try:
        wheel = download(f"{str(pip_setting('index-url', DEFAULT_INDEX)).rstrip('/')}/pip/", name)
    except (OSError, ValueError) as error:
        say(f"从软件源下载 pip 未成（{error}），改用别的办法…")
        return False
    if hashlib.sha256(wheel).hexdigest() not in hashes:
        return False
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(wheel)
        return call(VENV_PYTHON, file / "pip", "install", "--quiet", "--no-index", "--no-deps", file, quiet=True)


def download(page_url: str, name: str) -> bytes:
    """The file `name` that a page of the package index links to. Raises OSError, ValueError when there is none."""
    link = re.search(rf'href="([^"#]*{re.escape(name)})["#]', fetch(page_url).decode("utf-8", "replace"))
    if link is None:
        raise ValueError(f"{page_url} 没有 {name}")
    return fetch(urllib.parse.urljoin(page_url, link[1]))


def fetch(url: str) -> bytes:
    """What lies at an address, trusting the certificates that pip is told to trust."""
    context = ssl.create_default_context(cafile=pip_setting("cert", None))
    with urllib.request.urlopen(url, timeout=60, context=context) as answer:
        return bytes(answer.read())


def pip_setting(name: str, default: str | None) -> str | None:
    """What the person's pip settings say about `name`: the variable PIP_NAME, else the configuration files of Linux."""
    variable = os.environ.get(f"PIP_{name.upper().replace('-', '_')}")
    home, config = Path.home(), Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
    files = [Path("/etc/xdg/pip/pip.conf"), Path("/etc/pip.conf"), home / ".pip/pip.conf", config / "pip/pip.conf"]
    settings = configparser.RawConfigParser()
    with contextlib.suppress(configparser.Error, UnicodeDecodeError):
        settings.read([*files, os.environ.get("PIP_CONFIG_FILE", os.devnull)], encoding="utf-8")
    return variable or settings.get("install", name, fallback=settings.get("global", name, fallback=default))


def pip_by_apt() -> bool:
    """Debian's own remedy, where it may be taken without asking for a password."""
    return apt("python3-venv") and pip_by_ensurepip()


# ---- system libraries and display


def missing_libraries(*, screen: bool) -> dict[str, str]:
    """Those of Qt's shared objects that the loader does not find, with the Debian package of each."""
    wanted = {**QT_LIBRARIES, **(SCREEN_LIBRARIES if screen else {})}
    return {library: package for library, package in wanted.items() if not loads(library)}


def loads(library: str) -> bool:
    """Whether the system's loader finds this shared object."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide_libraries(*, screen: bool) -> None:
    """Installs the system libraries that Qt needs and this machine lacks, or says what to type."""
    missing = {} if not sys.platform.startswith("linux") else missing_libraries(screen=screen)
    if not missing:
        return
    packages = sorted(set(missing.values()))
    say(f"缺少 Qt 需要的系统库：{' '.join(packages)}")
    if apt(*packages) and not missing_libraries(screen=screen):
        return
    if shutil.which("apt-get"):
        raise SetupError(f"请运行：sudo {' '.join(apt_install(*packages))}")
    raise SetupError(f"请用本机的软件包管理器安装含有这些文件的软件包：{' '.join(missing)}")


def apt_install(*packages: str) -> tuple[str, ...]:
    """The command that installs Debian packages, as it is run and as it is shown."""
    return ("apt-get", "install", "-y", "--no-install-recommends", *packages)


def apt(*packages: str) -> bool:
    """Installs Debian packages when that needs nobody's password; true when it succeeded."""
    prefix = may_install() if shutil.which("apt-get") else None
    if prefix is None:
        return False
    say(f"正在安装系统软件包：{' '.join(packages)}")
    command = (*prefix, "env", "DEBIAN_FRONTEND=noninteractive")
    call(*command, "apt-get", "update", "-q", quiet=True)  # an outdated list may still do
    return call(*command, *apt_install(*packages))


def may_install() -> tuple[str, ...] | None:
    """What has to stand before a command that needs the administrator's rights; None without such rights."""
    if WINDOWS:
        return None
    if os.geteuid() == 0:
        return ()
    return ("sudo", "-n") if call("sudo", "-n", "true", quiet=True) else None


def display_named() -> bool:
    """Whether this session says that it has a screen."""
    if WINDOWS:
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def display_answers() -> bool:
    """Whether a window can really be opened there: DISPLAY outlives its screen in remote and resumed sessions."""
    probe = "import sys; from PySide6.QtGui import QGuiApplication; QGuiApplication(sys.argv)"
    return WINDOWS or call(VENV_PYTHON, "-c", probe, quiet=True)


# ---- the two commands


def run(arguments: list[str]) -> int:
    """Opens the window with the sample, or does the sample's work without one; arguments go to the program instead."""
    prepare("run")
    screen = display_named()
    provide_libraries(screen=screen)
    if arguments:
        return program("-m", "desktop", *arguments)
    if screen and display_answers():
        return program("-m", "desktop", "--sample")
    say("没有图形显示，改为不开窗口：填好样例，审核，把 PDF 和工作簿写到 out/")
    status = program("-m", "desktop", "demo", "--out", "out")
    say("完成，结果在 out/" if status == 0 else "没有完成，原因见上")
    return status


def test(arguments: list[str]) -> int:
    """Static checks, then the tests; all of them run whatever fails, and the tests' summary stands last."""
    prepare("test")
    provide_libraries(screen=False)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    checks = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))
    failed = [" ".join(check) for check in checks if program("-m", *check) != 0]
    if failed:
        say(f"静态检查未通过：{'、'.join(failed)}（见上）；测试照常运行，但结果算失败")
    return program("-m", "pytest", *arguments) or bool(failed)


def program(*arguments: str) -> int:
    """Runs the environment's Python in the project's folder and returns its exit code."""
    return subprocess.call([str(VENV_PYTHON), *arguments], cwd=ROOT, env=clean())


def main(arguments: list[str]) -> int:
    """The exit code of `python3 dev.py ARGUMENTS`."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    commands = {"run": run, "test": test}
    if not arguments or arguments[0] not in commands:
        say("用法：python3 dev.py run（打开程序）或 python3 dev.py test（运行全部检查和测试）")
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036  # this file is the one that an older Python gets to read
        say(f"需要 Python 3.11 或更高，这里是 {sys.version.split()[0]}；请换一个 Python 再运行")
        return 2
    try:
        return commands[arguments[0]](arguments[1:])
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
