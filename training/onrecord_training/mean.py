"""The mean of several related models' weights (Wortsman et al. 2022, "Model soups")."""

from .model import Reader


def mean(models: list[Reader], shares: list[float]) -> Reader:
    """A model whose weights are the weighted mean of those of models that were trained one from another."""
    states = [m.state_dict() for m in models]
    result = Reader(len(models[0].encoder.layers))
    result.load_state_dict({name: sum(share * state[name] for state, share in zip(states, shares)) for name in states[0]})
    return result.eval()
