"""From a method and a path to a row of the route table."""

from collections.abc import Iterable

from unified_ats.api.problems import NO_METHOD, NO_ROUTE, RequestError
from unified_ats.api.route import Route

__all__ = ["Router"]


class Router:
    """The route table by path. A slash at the end of a path is forgiven."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._paths: dict[str, dict[str, Route]] = {}
        for route in routes:
            methods = self._paths.setdefault(route.path, {})
            methods[route.method] = route
            if route.method == "GET":
                methods["HEAD"] = route

    def template(self, path: str) -> str:
        """Return the path as the table has it, or ``-``; it is safe to log."""
        path = path.removesuffix("/")
        return path if path in self._paths else "-"

    def methods(self, path: str) -> tuple[str, ...]:
        """Return the methods that a path takes.

        Raises:
            RequestError: there is no such path.
        """
        return (*self._find(path), "OPTIONS")

    def route(self, method: str, path: str) -> Route:
        """Return the row that answers a request.

        Raises:
            RequestError: there is no such path, or it takes other methods.
        """
        methods = self._find(path)
        if method not in methods:
            allow = ", ".join(self.methods(path))
            message = f"{self.template(path)} takes {allow}"
            raise RequestError(NO_METHOD, message, headers={"Allow": allow})
        return methods[method]

    def _find(self, path: str) -> dict[str, Route]:
        found = self._paths.get(self.template(path))
        if found is None:
            raise RequestError(NO_ROUTE, "There is no such route; GET /openapi.json lists them all")
        return found
