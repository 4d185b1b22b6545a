#!/bin/sh
# Draws the stamp of the guest book into the folder www. It takes some seconds: every point is computed.
mkdir -p www
awk 'BEGIN {
  print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 40\" fill=\"#2563eb\">"
  for (y = 0; y < 40; y++) for (x = 0; x < 48; x++) {
    a = b = n = 0
    while (a * a + b * b < 4 && n++ < 30) { t = a * a - b * b + x / 16 - 2.2; b = 2 * a * b + y / 16 - 1.25; a = t }
    if (n > 9) printf "<rect x=\"%d\" y=\"%d\" width=\"1\" height=\"1\" opacity=\"%.2f\"/>\n", x, y, n / 31
  }
  print "</svg>"
}' >www/stamp.svg
echo "<!-- drawn on $(date) -->" >>www/stamp.svg
