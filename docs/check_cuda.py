"""Compares an exported generator on a GPU with the numbers that the CPU gave.

    ./workbench export --weights checkpoints/unit-glyphs --numbers --out runs/unit.pt
    python docs/check_cuda.py runs/unit.pt

Needs PyTorch and NumPy. The arguments and the CPU's result are in runs/unit.npz. Exit codes: 0 both agree, 1 they do not,
2 the command line is wrong, 3 no such device or no PyTorch or NumPy is here: nothing was compared.
"""

import argparse
import sys
from pathlib import Path

AGREE, DIFFER, NO_DEVICE = 0, 1, 3

try:
    import numpy
    import torch
except ImportError as e:
    print(f"{e.name} is missing: pip install torch numpy", file=sys.stderr)
    sys.exit(NO_DEVICE)


def parse():
    parser = argparse.ArgumentParser(description="Compare an exported generator on a GPU with the numbers of a CPU.")
    parser.add_argument("file", type=Path, help="TorchScript, as ./workbench export --numbers --out FILE.pt wrote it")
    parser.add_argument("--numbers", type=Path, help="arguments and result (default: FILE.npz)")
    parser.add_argument("--device", default="cuda", help="cuda, cuda:1, ..., or cpu (default: cuda)")
    parser.add_argument("--tolerance", type=float, default=1e-4, help="most that an output may be off (default: 1e-4)")
    args = parser.parse_args()
    args.numbers = args.numbers or args.file.with_suffix(".npz")
    for path in (args.file, args.numbers):
        if not path.is_file():
            parser.error(f"{path} is no file: write both with ./workbench export --numbers --out {args.file}")
    return args


def furthest(file, numbers, device):
    """The largest difference between the result in the npz and the one computed on the device."""
    torch.backends.cuda.matmul.allow_tf32 = False  # else convolutions round to 10 bits of mantissa
    torch.backends.cudnn.allow_tf32 = False
    with numpy.load(numbers) as arrays:
        inputs = [torch.from_numpy(arrays[name]).to(device) for name in arrays.files if name != "y"]
        expected = torch.from_numpy(arrays["y"])
    with torch.inference_mode():
        result = torch.jit.load(file, map_location=device)(*inputs).cpu()
    if result.shape != expected.shape:
        sys.exit(f"FAILED: the result has shape {tuple(result.shape)}, the CPU's {tuple(expected.shape)}")
    return (result - expected).abs().max().item()


def main():
    args = parse()
    if args.device.startswith("cuda") and not torch.cuda.is_available():
        print("no CUDA device is here: nothing was compared (--device cpu compares PyTorch's CPU)")
        return NO_DEVICE
    off = furthest(args.file, args.numbers, args.device)
    passed = off <= args.tolerance  # false for nan, too
    name = torch.cuda.get_device_name(args.device) if args.device.startswith("cuda") else "CPU"
    print(f"{'passed' if passed else 'FAILED'}: PyTorch {torch.__version__}, {name}: furthest output off by {off:.2g}, {args.tolerance:g} allowed")
    return AGREE if passed else DIFFER


if __name__ == "__main__":
    sys.exit(main())
