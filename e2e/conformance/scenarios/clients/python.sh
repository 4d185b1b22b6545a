# title: Docker's library for Python through a life
python3 "$PROGRAMS/python-session.py"
