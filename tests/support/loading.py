"""Content for tests, within the limits of every channel."""

from adapters.channels import registry
from messages import content
from messages.content import Content
from messages.loading.organisation import Organisation


def load_content(organisation: Organisation) -> Content:
    return content.load(organisation, registry.limits())
