"""One connection to a sandbox, whose answers may break off as a network's do."""

import socket
import struct

from werkzeug.wrappers import Request, Response

from unified_ats.local_http import Handler

__all__ = ["BreakingHandler"]

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER on, zero seconds: closing drops the connection instead of ending it politely."""


class BreakingHandler(Handler):
    """Sends what a sandbox decides on: an answer, a part of one, or a reset connection."""

    def answer(self, request: Request) -> None:
        """Let the sandbox decide, and do as it says."""
        if len(request.get_data()) > self.server.max_body:
            self.send_error(413, "The body is too large for a sandbox")
            return
        decided = self.server.respond(request)
        if decided.response is None:
            self._reset()
        else:
            self._promise_more(decided.response, decided.missing)
            self.send(request, decided.response)

    def _promise_more(self, response: Response, missing: int) -> None:
        if missing:
            response.content_length = len(response.get_data()) + missing
            response.automatically_set_content_length = False
            self.close_connection = True

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self.connection.close()
        self.close_connection = True
