#!/usr/bin/env python3
"""Writes model.pt beside this script, with nothing but the standard library, and prints what item.json says of it.

A TorchScript archive whose forward pass gives back its first channel: so small and so fast that a fleet which runs it
is about the queue, and its mask is known without running it.
"""

import hashlib
import pathlib
import pickle
import zipfile

CODE = """class Tiny(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.Tiny,
    x: Tensor) -> Tensor:
    _0 = torch.slice(x, 1, 0, 1)
    return torch.contiguous(_0)
"""

# A new object of the class above, whose state is {"training": False}.
DATA = b"\x80\x02c__torch__\nTiny\n)\x81}X\x08\x00\x00\x00training\x89sb."

ENTRIES = {
    "data.pkl": DATA,
    "code/__torch__.py": CODE.encode(),
    "constants.pkl": pickle.dumps((), protocol=2),
    "version": b"3\n",
}

out = pathlib.Path(__file__).with_name("model.pt")
with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
    for name, content in ENTRIES.items():
        archive.writestr(zipfile.ZipInfo("tiny/" + name), content)

written = out.read_bytes()
print("file:size", len(written))
print("file:checksum", "1220" + hashlib.sha256(written).hexdigest())
