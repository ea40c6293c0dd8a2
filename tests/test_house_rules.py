import ast
import pathlib
from typing import TypeGuard

import pytest

ROOT = pathlib.Path(__file__).parent.parent
FOLDERS = ("src", "plugins", "lambda_app", "tests", "examples")
MODULE_LINES = 300
BODY_LINES = 40
FILES = [
    path.relative_to(ROOT)
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*.py"))
    if not {"build", ".venv", "node_modules"} & {*path.relative_to(ROOT).parts}
]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_module_fits_in_the_head(path: pathlib.Path) -> None:
    """No module is longer than 300 lines."""
    assert len((ROOT / path).read_text().splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("path", [path for path in FILES if "src" in path.parts], ids=str)
def test_a_module_says_what_it_offers(path: pathlib.Path) -> None:
    """A module with names for others says which they are, and names only what it has."""
    tree = ast.parse((ROOT / path).read_text())
    bound = {name for node in tree.body for name in _bound(node)}
    offered = next((ast.literal_eval(node.value) for node in tree.body if _is_all(node)), None)
    assert offered is not None or not any(name[0] != "_" for name in bound)
    assert {*(offered or ())} <= bound


def _is_all(node: ast.stmt) -> TypeGuard[ast.Assign]:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _bound(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.Import() | ast.ImportFrom():
            return [each.asname or each.name for each in node.names]
        case ast.Assign():
            return [each.id for each in node.targets if isinstance(each, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_function_fits_on_a_screen(path: pathlib.Path) -> None:
    """No function's body, without its docstring, is longer than 40 lines."""
    tree = ast.parse((ROOT / path).read_text())
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [node.name for node in functions if _lines(node) > BODY_LINES] == []


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node, clean=False) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", [path for path in FILES if path.name.startswith("test_")], ids=str)
def test_a_test_states_the_behaviour(path: pathlib.Path) -> None:
    """Every test has a docstring of one sentence."""
    tree = ast.parse((ROOT / path).read_text())
    tests = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    said = {node.name: ast.get_docstring(node) or "" for node in tests}
    assert [name for name, text in said.items() if not text.endswith(".") or "\n\n" in text] == []
