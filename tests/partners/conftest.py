from tests.partners.fixtures import partner as partner
