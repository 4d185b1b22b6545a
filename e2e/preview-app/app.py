"""An app as tutorials write them: pages, a form, a session, an API, a download and a WebSocket. Standard library only."""

import base64
import hashlib
import json
import pathlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FOLDER = pathlib.Path(__file__).parent
FILE = bytes(range(256)) * 4096 * 8  # 8 MB
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".svg": "image/svg+xml"}


class App(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path, _, query = self.path.partition("?")
        handler = getattr(self, "get_" + path.strip("/").replace("-", "_"), None)
        if handler:
            return handler()
        file = FOLDER / (path.strip("/") or "index.html")
        if file.suffix in TYPES and file.is_file():
            return self.answer(file.read_bytes(), type=TYPES[file.suffix])
        self.answer(f"there is no {path}", status=404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/login":
            return self.answer(
                "",
                status=303,
                headers=[
                    ("Set-Cookie", "session=s3cret; HttpOnly; Path=/"),
                    ("Set-Cookie", "theme=dark; Path=/"),
                    ("Location", f"http://localhost:5000/me?{body}"),
                ],
            )
        self.answer(body)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(json.dumps({"got": json.loads(body), "origin": self.headers["Origin"]}), headers=self.cors())

    def do_OPTIONS(self):
        self.answer("", status=204, headers=self.cors())

    def cors(self):
        if "denied" in self.path:
            return []
        return [
            ("Access-Control-Allow-Origin", "http://localhost:5000"),
            ("Access-Control-Allow-Headers", "content-type"),
            ("Access-Control-Allow-Methods", "PUT"),
        ]

    def get_me(self):
        self.answer(
            f"<title>Me</title><h1>Hello</h1><p id=query>{self.path}</p><p id=cookie>{self.headers['Cookie']}</p>"
            f"<p id=host>{self.headers['Host']}</p><p id=origin>{self.headers['Referer']}</p>",
            type="text/html",
        )

    def get_data(self):
        self.answer('{"answer": 42}', type="application/json", headers=self.cors())

    get_denied = get_data

    def get_moved(self):
        self.answer("", status=302, headers=[("Location", "/data")])

    def get_style(self):
        self.answer("h1 { color: rgb(1, 2, 3) }", type="text/css")

    def get_file(self):
        header = self.headers["Range"]
        if header:
            start, end = (int(part) for part in header.removeprefix("bytes=").split("-"))
            span = ("Content-Range", f"bytes {start}-{end}/{len(FILE)}")
            return self.answer(FILE[start : end + 1], status=206, headers=[span])
        self.answer(FILE, headers=[("Content-Disposition", 'attachment; filename="all-bytes.bin"')])

    def get_slow(self):
        time.sleep(6)
        self.answer("<h1>Worth the wait</h1>", type="text/html")

    def get_endless(self):
        """Chunks without end; says on standard output when nobody takes them any more."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        sent = 0
        try:
            while True:
                self.wfile.write(chunk)
                sent += 65536
        except OSError:
            print(f"endless ended, bounded: {sent < 50_000_000}", flush=True)
        self.close_connection = True

    def get_events(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for number in range(3):
            self.wfile.write(f"data: {number}\n\n".encode())
            time.sleep(0.1)
        self.close_connection = True

    def get_ws(self):
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
        self.send_header("Sec-WebSocket-Protocol", "echo")
        self.end_headers()
        self.frame(1, f"{self.headers['Origin']} {self.headers['Cookie']}".encode())
        while True:
            first, second = self.rfile.read(2)
            length = second & 127
            if length == 126:
                length = int.from_bytes(self.rfile.read(2), "big")
            elif length == 127:
                length = int.from_bytes(self.rfile.read(8), "big")
            mask = self.rfile.read(4)
            payload = bytes(byte ^ mask[index % 4] for index, byte in enumerate(self.rfile.read(length)))
            self.frame(first & 15, payload)
            if first & 15 == 8:
                break
        self.close_connection = True

    def frame(self, opcode, payload):
        length = len(payload)
        size = bytes([length]) if length < 126 else b"\x7e" + length.to_bytes(2, "big")
        self.wfile.write(bytes([128 | opcode]) + size + payload)

    def answer(self, body, status=200, type="text/plain", headers=()):
        data = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


threading.Thread(target=ThreadingHTTPServer(("", 5001), App).serve_forever, daemon=True).start()
print("ready", flush=True)
ThreadingHTTPServer(("", 5000), App).serve_forever()
