import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from files.support import NOBODY, finish, run, start

from iomgloss.errors import StorageError
from iomgloss.files.lock import locked

ENTER = """
import sys
from pathlib import Path
from iomgloss.errors import StorageError
from iomgloss.files.lock import locked
print("ready", flush=True)
try:
    with locked(Path(sys.argv[1]), patience=1):
        print("in")
except StorageError as error:
    print(error)
"""
HOLD = """
import sys
from pathlib import Path
from iomgloss.files.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_lock_that_another_process_holds_is_refused_after_a_while(tmp_path: Path) -> None:
    path = tmp_path / "new" / "x.lock"
    child = start(HOLD, path)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    with pytest.raises(StorageError) as caught, locked(path, patience=0.2):
        pass
    assert str(caught.value) == (
        f"{path}: another command has been writing here for over 0.2 seconds; "
        "wait for it, or end it, and try again"
    )
    finish(child, "go\n")
    with locked(path, patience=0):
        pass


def test_a_lock_is_free_when_its_holder_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    with start(HOLD, path) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        child.send_signal(signal.SIGKILL)
        with locked(path, patience=10):
            assert path.exists()


def test_a_lock_is_free_after_an_error_within(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    with pytest.raises(ValueError, match="inside"), locked(path):
        raise ValueError("inside")
    with locked(path, patience=0):
        pass


def test_processes_take_turns(tmp_path: Path) -> None:
    """Each child adds one to a number, a hundred times, reading and writing it apart."""
    code = """
    import sys
    from pathlib import Path
    from iomgloss.files.lock import locked
    number = Path(sys.argv[1])
    for _ in range(100):
        with locked(number.with_suffix(".lock")):
            number.write_text(str(int(number.read_text()) + 1))
    """
    number = tmp_path / "number.txt"
    number.write_text("0")
    children = [start(code, number) for _ in range(3)]
    for child in children:
        finish(child)
    assert number.read_text() == "300"


def test_a_lock_file_that_was_deleted_locks_nobody_out_twice(tmp_path: Path) -> None:
    """Who waits on the deleted file must not come in beside who holds the new one."""
    path = tmp_path / "index" / "x.lock"
    first = start(HOLD, path)
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    waiting = start(ENTER, path)
    assert waiting.stdout is not None
    assert waiting.stdout.readline() == "ready\n"
    shutil.rmtree(path.parent)
    with locked(path, patience=0):
        finish(first, "go\n")
        assert "for over 1 seconds" in finish(waiting)


def test_a_folder_without_permission_is_reported() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        for path in (folder / "x.lock", folder / "sub" / "x.lock"):
            assert run(NOBODY + ENTER, path) == (
                f"ready\n{path}: cannot lock: permission denied; "
                "give yourself permission, or choose another folder\n"
            )
        folder.chmod(0o755)
        assert list(folder.iterdir()) == []
