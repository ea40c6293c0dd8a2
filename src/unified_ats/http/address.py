"""Where host names lead, and whether that is the public internet."""

import ipaddress
import socket
from collections.abc import Sequence

__all__ = ["is_public", "resolve"]

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host, best first.

    Raises:
        OSError: there is no such host.
        UnicodeError: it cannot be the name of one.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also one that carries an IPv4 address.

    What serves a machine itself, its network or its cloud is not: loopback, private and shared
    ranges, link-local ones with the metadata services in them, multicast and what is reserved.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    if ip in _TRANSLATED:  # RFC 6052: the IPv4 address is in the last 32 bits
        return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)))
    return ip in _GLOBAL_UNICAST and ip.is_global and ip.sixtofour is None
