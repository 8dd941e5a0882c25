"""Exports in PyTorch: `compare FOLDER` prints how far each file's result is off, and the names of its arrays; `write FOLDER`
leaves two networks of PyTorch's own, with numbers to compare with."""

import sys
from pathlib import Path

import numpy
import torch

sys.path.insert(0, sys.argv[3])  # docs
from check_cuda import furthest


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(1, 4, 3, padding=1, padding_mode="reflect")
        self.norm = torch.nn.InstanceNorm2d(4, affine=True)
        self.up = torch.nn.ConvTranspose2d(4, 1, 4, 2, 1)

    def forward(self, x):
        return torch.tanh(self.up(torch.relu(self.norm(self.conv(x)))))


def compare(folder):
    for file in sorted(folder.glob("*.pt")):
        print(file.stem, furthest(file, file.with_suffix(".npz"), "cpu"), *torch.jit.load(file).state_dict())


def write(folder):
    torch.manual_seed(1)
    net, x = Net().eval(), torch.randn(2, 1, 8, 8)
    for name, module in ("scripted", torch.jit.script(net)), ("traced", torch.jit.trace(net, x)):
        module.save(folder / f"{name}.pt")
        with torch.no_grad():
            numpy.savez(folder / f"{name}.npz", x=x.numpy(), y=module(x).numpy())


{"compare": compare, "write": write}[sys.argv[1]](Path(sys.argv[2]))
