import os

from flask import Flask

app = Flask(__name__)
name = os.environ.get("NAME", "you")


@app.route("/")
def hello():
    print("somebody says hello")
    return f"<h1>Hello, {name}!</h1>\n"


app.run(host="127.0.0.1", port=5000)
