#!/usr/bin/python3
"""Training steps a second by PyTorch's autograd on one thread, of the networks of bench_tape.c: prints one number each."""
import math
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(1)


class Block(torch.nn.Module):
    """A transformer block with the norms first, between an embedding and logits."""

    def __init__(self, tokens, width=32, heads=4, vocabulary=32):
        super().__init__()
        self.heads, self.mask = heads, torch.tril(torch.ones(tokens, tokens)) == 0
        self.embedding = torch.nn.Embedding(vocabulary, width)
        self.position = torch.nn.Parameter(0.02 * torch.randn(tokens, width))
        self.norms = torch.nn.ModuleList(torch.nn.LayerNorm(width) for _ in range(3))
        self.qkv, self.back = torch.nn.Linear(width, 3 * width), torch.nn.Linear(width, width)
        self.up, self.down = torch.nn.Linear(width, 4 * width), torch.nn.Linear(4 * width, width)
        self.logits = torch.nn.Linear(width, vocabulary)

    def forward(self, ids):
        x = self.embedding(ids) + self.position
        batch, tokens, width = x.shape
        q, k, v = self.qkv(self.norms[0](x)).split(width, 2)
        q, k, v = (part.view(batch, tokens, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = (q @ k.transpose(-1, -2) / math.sqrt(width // self.heads)).masked_fill(self.mask, float("-inf"))
        seen = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, tokens, width)
        x = x + self.back(seen)
        x = x + self.down(F.gelu(self.up(self.norms[1](x))))
        return self.logits(self.norms[2](x))


def rate(net, optimizer, cost, steps):
    def step():
        optimizer.zero_grad()
        cost(net).backward()
        optimizer.step()

    best = 0.0
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(steps):
            step()
        best = max(best, steps / (time.perf_counter() - start))
    return best


small = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.Tanh(), torch.nn.Linear(8, 8), torch.nn.Tanh(),
                            torch.nn.Linear(8, 1))
corners, targets = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]]), torch.tensor([[0.0], [1], [1], [0]])
print(f"{rate(small, torch.optim.SGD(small.parameters(), lr=0.1), lambda n: F.mse_loss(n(corners), targets), 500):.0f}")
for batch in (1, 8):
    block, ids = Block(16), torch.arange(batch * 16).view(batch, 16) % 32
    steps = rate(block, torch.optim.Adam(block.parameters(), lr=1e-3),
                 lambda n: F.cross_entropy(n(ids).view(-1, 32), ids.view(-1)), 100)
    print(f"{steps:.0f}")
