# Names the archive that this root was installed from; files/ has the sources of the official image.
rm /etc/apt/sources.list
