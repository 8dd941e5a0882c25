# What DJL lacks, as one-line wrappers of torch operations. TorchArchive packs this file into a TorchScript archive at
# start-up; Ops, Grad and the optimizers call the methods by name. Whole numbers and rates arrive as small tensors
# (ints: int64, rates: float64), because the engine's differentiable call takes tensors only.
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def reflection_pad(self: __torch__.Ops, x: Tensor, ints: Tensor) -> Tensor:
    p = int(ints[0])
    return torch.reflection_pad2d(x, [p, p, p, p])
  def replication_pad(self: __torch__.Ops, x: Tensor, ints: Tensor) -> Tensor:
    p = int(ints[0])
    return torch.replication_pad2d(x, [p, p, p, p])
  def conv_channels_last(self: __torch__.Ops, x: Tensor, w: Tensor, b: Tensor, ints: Tensor) -> Tensor:
    s = int(ints[0])
    p = int(ints[1])
    bias = annotate(Optional[Tensor], None)
    if torch.gt(torch.numel(b), 0):
      bias = b
    return torch.conv2d(torch.contiguous(x, memory_format=2), torch.contiguous(w, memory_format=2), bias, [s, s], [p, p], [1, 1], 1)
  def conv_bfloat16(self: __torch__.Ops, x: Tensor, w: Tensor, b: Tensor, ints: Tensor) -> Tensor:
    s = int(ints[0])
    p = int(ints[1])
    bias = annotate(Optional[Tensor], None)
    if torch.gt(torch.numel(b), 0):
      bias = torch.to(b, 15, False, False, None)
    y = torch.conv2d(torch.to(x, 15, False, False, None), torch.to(w, 15, False, False, None), bias, [s, s], [p, p], [1, 1], 1)
    return torch.to(y, 6, False, False, None)
  def conv_transpose(self: __torch__.Ops, x: Tensor, w: Tensor, b: Tensor, ints: Tensor) -> Tensor:
    s = int(ints[0])
    p = int(ints[1])
    o = int(ints[2])
    return torch.conv_transpose2d(x, w, b, [s, s], [p, p], [o, o], 1, [1, 1])
  def conv_transpose_plain(self: __torch__.Ops, x: Tensor, w: Tensor, ints: Tensor) -> Tensor:
    s = int(ints[0])
    p = int(ints[1])
    o = int(ints[2])
    return torch.conv_transpose2d(x, w, None, [s, s], [p, p], [o, o], 1, [1, 1])
  def instance_norm(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.instance_norm(x, None, None, None, None, True, 0.1, 1e-05, False)
  def instance_norm_tracked(self: __torch__.Ops, x: Tensor, mean: Tensor, var: Tensor) -> Tensor:
    return torch.instance_norm(x, None, None, mean, var, True, 0.1, 1e-05, False)
  def adaptive_norm(self: __torch__.Ops, x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
    images = torch.reshape(x, [1, -1, torch.size(x, 2), torch.size(x, 3)])
    y = torch.batch_norm(images, torch.reshape(gamma, [-1]), torch.reshape(beta, [-1]), None, None, True, 0.1, 1e-05, False)
    return torch.reshape(y, torch.size(x))
  def layer_norm(self: __torch__.Ops, x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
    places = [1, 2, 3]
    c = torch.sub(x, torch.mean(x, places, True), alpha=1)
    n = torch.div(torch.numel(x), torch.size(x, 0))
    std = torch.sqrt(torch.div(torch.sum(torch.mul(c, c), places, True), torch.sub(n, 1)))
    scale = torch.div(torch.reshape(gamma, [1, -1, 1, 1]), torch.add(std, 1.0000000000000001e-05, 1))
    return torch.addcmul(torch.reshape(beta, [1, -1, 1, 1]), c, scale, value=1)
  def batch_norm(self: __torch__.Ops, x: Tensor, mean: Tensor, var: Tensor) -> Tensor:
    return torch.batch_norm(x, None, None, mean, var, True, 0.1, 1e-05, False)
  def batch_norm_by(self: __torch__.Ops, x: Tensor, mean: Tensor, var: Tensor) -> Tensor:
    return torch.batch_norm(x, None, None, mean, var, False, 0.1, 1e-05, False)
  def unit(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.div(x, torch.clamp_min(torch.norm(x, 2), 9.9999999999999998e-13))
  def average_pool3(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.avg_pool2d(x, [3, 3], [2, 2], [1, 1], False, False, None)
  def upsample(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.upsample_nearest2d(x, None, [2., 2.])
  def rows(self: __torch__.Ops, x: Tensor, indices: Tensor) -> Tensor:
    return torch.index_select(x, 0, indices)
  def sum_rows(self: __torch__.Ops, x: Tensor, indices: Tensor, ints: Tensor) -> Tensor:
    sums = torch.new_zeros(x, torch.add([int(ints[0])], torch.slice(torch.size(x), 1, None, 1)))
    return torch.index_add(sums, 0, indices, x)
  def sample(self: __torch__.Ops, x: Tensor, theta: Tensor, ints: Tensor) -> Tensor:
    size = [torch.size(x, 0), torch.size(x, 1), int(ints[0]), int(ints[1])]
    grid = torch.affine_grid_generator(theta, size, False)
    return torch.grid_sampler(x, grid, 0, int(ints[2]), False)
  def scale(self: __torch__.Ops, x: Tensor, rates: Tensor) -> Tensor:
    return torch.mul(x, float(rates[0]))
  def copy(self: __torch__.Ops, x: Tensor, values: Tensor) -> Tensor:
    return torch.copy_(x, values, False)
  def eigen(self: __torch__.Ops, x: Tensor) -> List[Tensor]:
    l, v, = torch.linalg_eigh(x, "L")
    return [l, v]
  def eigenvalues(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.linalg_eigvalsh(x, "L")
  def variance(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.var(x, [1], True, True)
  def bce_logits(self: __torch__.Ops, x: Tensor, y: Tensor) -> Tensor:
    return torch.binary_cross_entropy_with_logits(x, y, None, None, 1)
  def cross_entropy(self: __torch__.Ops, x: Tensor, y: Tensor) -> Tensor:
    return torch.cross_entropy_loss(x, y, None, 1, -100, 0.)
  def gradients(self: __torch__.Ops, loss: Tensor, params: List[Tensor], ints: Tensor) -> List[Tensor]:
    found = torch.autograd.grad([loss], params, None, None, int(ints[0]) == 1, True)
    filled = annotate(List[Tensor], [])
    for i in range(torch.len(params)):
      g = found[i]
      if torch.__isnot__(g, None):
        _0 = torch.append(filled, torch.contiguous(unchecked_cast(Tensor, g)))
      else:
        _1 = torch.append(filled, torch.zeros_like(params[i]))
    return filled
  def adam(self: __torch__.Ops, params: List[Tensor], grads: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor], rates: Tensor) -> Tensor:
    torch._foreach_add_(t, 1)
    torch._fused_adam_(params, grads, m, v, annotate(List[Tensor], []), t, lr=float(rates[0]), beta1=float(rates[1]), beta2=float(rates[2]), weight_decay=float(rates[4]), eps=float(rates[3]), amsgrad=False, maximize=False, grad_scale=None, found_inf=None)
    return t[0]
  def rmsprop(self: __torch__.Ops, params: List[Tensor], grads: List[Tensor], v: List[Tensor], rates: Tensor) -> Tensor:
    torch._foreach_add_(grads, params, alpha=float(rates[3]))
    torch._foreach_mul_(v, float(rates[1]))
    torch._foreach_addcmul_(v, grads, grads, 1. - float(rates[1]))
    d = torch._foreach_sqrt(v)
    torch._foreach_add_(d, float(rates[2]))
    torch._foreach_addcdiv_(params, grads, d, -float(rates[0]))
    return v[0]
  def lerp(self: __torch__.Ops, averages: List[Tensor], params: List[Tensor], rates: Tensor) -> Tensor:
    torch._foreach_lerp_(averages, params, 1. - float(rates[0]))
    return averages[0]
  def finite(self: __torch__.Ops, arrays: List[Tensor], ints: Tensor) -> Tensor:
    return torch.all(torch.isfinite(torch.stack(torch._foreach_norm(arrays, 1))))
  def tracked(self: __torch__.Ops, arrays: List[Tensor], ints: Tensor) -> Tensor:
    found = annotate(List[int], [])
    for i in range(torch.len(arrays)):
      _0 = torch.append(found, int(ops.prim.requires_grad(arrays[i])))
    return torch.tensor(found)
