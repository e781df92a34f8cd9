import ipaddress


def parse(line):
    return ipaddress.ip_address(line.strip())
