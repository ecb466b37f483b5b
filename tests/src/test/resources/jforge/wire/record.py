"""record.py FILE: writes what passes eth0 to FILE, as pcap, until it is terminated. FILE is there when nothing can be missed."""
import os
import select
import signal
import socket
import struct
import sys
import time

EVERY_PROTOCOL, ETHERNET = 3, 1
ended, end = socket.socketpair()
signal.signal(signal.SIGTERM, lambda *_: end.send(b"."))
wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERY_PROTOCOL))
wire.bind(("eth0", EVERY_PROTOCOL))
wire.setblocking(False)
with open(sys.argv[1] + ".new", "wb") as file:
    file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, ETHERNET))
    file.flush()
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    last = False
    while not last:
        last = ended in select.select([wire, ended], [], [])[0]
        try:
            while True:
                frame = wire.recv(65535)
                now = time.time_ns() // 1000
                file.write(struct.pack("<IIII", now // 1000000, now % 1000000, len(frame), len(frame)) + frame)
        except BlockingIOError:
            pass
