"""Web Annotations and schema.org, read by a JSON-LD processor, an RDF library and a JSON Schema validator."""

import json
import pathlib
import unittest

import contexts
import exports
from exports import needs

OWN = "https://example.org/onrecord/1#"


def graph(path):
    """A file as RDF: expanded and turned into triples by pyld, read by rdflib."""
    import pyld.jsonld
    import rdflib

    document = json.loads(path.read_text(encoding="utf-8"))
    quads = pyld.jsonld.to_rdf(
        document, {"documentLoader": contexts.load, "format": "application/n-quads", "produceGeneralizedRdf": False}
    )
    # All stands in the default graph, where quads are triples.
    return rdflib.Graph().parse(data=quads, format="nt")


def assert_terms_are_known(test, found):
    """Every term of schema.org is one that rdflib knows there; all others are of vocabularies that are named here."""
    import rdflib

    schema_org = "http://schema.org/"
    others = (
        OWN,
        contexts.OA,
        "http://www.w3.org/ns/activitystreams#",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://purl.org/dc/elements/1.1/",
        "http://xmlns.com/foaf/0.1/",
    )
    terms = set(found.predicates()) | set(found.objects(None, rdflib.RDF.type))
    test.assertTrue(terms)
    for term in map(str, terms):
        if term.startswith(schema_org):
            test.assertTrue(term.removeprefix(schema_org) in rdflib.SDO, term)
        else:
            test.assertTrue(term.startswith(others), term)


class WebAnnotations(unittest.TestCase):
    def setUp(self):
        self.path = exports.exported("page.json", "--format", "webannotation")
        self.page = json.loads(self.path.read_text(encoding="utf-8"))
        self.records = exports.records(exports.exported("documents.jsonl"))

    @needs("jsonschema")
    def test_it_is_what_the_model_demands(self):
        import jsonschema

        schema = json.loads(pathlib.Path(__file__).with_name("annotations.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(self.page)
        names = [item["id"] for item in self.page["items"]]
        self.assertEqual(len(names), len(set(names)))

    def test_selectors_lead_to_the_words(self):
        texts = {record["sha256"]: record for record in self.records}
        expected = [one for record in self.records for one in exports.statements(record)]
        self.assertEqual(len(self.page["items"]), len(expected))
        for item, statement in zip(self.page["items"], expected):
            self.assertEqual(len(item["target"]), len(statement["content"]))
            for target, (start, end) in zip(item["target"], statement["content"]):
                quote, *position = target["selector"]
                record = texts.get(target.get("onrecord:sha256"))
                if record is None:
                    self.assertEqual(position, [])
                    continue
                self.assertEqual(position, [{"type": "TextPositionSelector", "start": start, "end": end}])
                text = record["text"]
                self.assertEqual(quote["exact"], text[start:end])
                self.assertTrue(text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"]))

    @needs("pyld", "rdflib")
    def test_it_is_linked_data(self):
        import rdflib

        oa = rdflib.Namespace(contexts.OA)
        found = graph(self.path)
        assert_terms_are_known(self, found)
        annotations = set(found.subjects(rdflib.RDF.type, oa.Annotation))
        self.assertEqual(len(annotations), len(self.page["items"]))
        for annotation in annotations:
            self.assertTrue(list(found.objects(annotation, oa.hasTarget)))
            self.assertEqual(list(found.objects(annotation, oa.motivatedBy)), [oa.describing])


class SchemaOrg(unittest.TestCase):
    def setUp(self):
        self.records = exports.records(exports.exported("documents.jsonl"))
        self.statements = [one for record in self.records for one in exports.statements(record)]

    @needs("pyld", "rdflib")
    def test_statements_are_quotations_and_claims_of_their_articles(self):
        import rdflib
        from rdflib import RDF

        sdo = rdflib.Namespace("http://schema.org/")
        found = graph(exports.exported("graph.jsonld"))
        assert_terms_are_known(self, found)
        articles = set(found.subjects(RDF.type, sdo.NewsArticle))
        self.assertEqual(len(articles), len(self.records))
        quotations = set(found.subjects(RDF.type, sdo.Quotation))
        claims = set(found.subjects(RDF.type, sdo.Claim))
        direct = [one for one in self.statements if one["type"] == "direct"]
        self.assertTrue(direct)
        self.assertEqual(len(quotations), len(direct))
        self.assertEqual(len(quotations | claims), len(self.statements))
        for statement in quotations | claims:
            self.assertEqual(len(set(found.objects(statement, sdo.isPartOf)) & articles), 1)
            self.assertEqual(len(list(found.objects(statement, sdo.text))), 1)
            for speaker in found.objects(statement, sdo.creator):
                self.assertTrue(list(found.objects(speaker, sdo.name)))
        self.assertFalse(list(found.subjects(RDF.type, sdo.ClaimReview)))

    @needs("pyld", "rdflib")
    def test_drafts_of_reviews_have_no_verdict(self):
        import rdflib
        from rdflib import RDF

        sdo = rdflib.Namespace("http://schema.org/")
        found = graph(exports.exported("reviews.jsonld", "--claim-reviews"))
        assert_terms_are_known(self, found)
        reviews = list(found.subjects(RDF.type, sdo.ClaimReview))
        self.assertTrue(reviews)
        self.assertFalse(list(found.subject_objects(sdo.reviewRating)))
        for review in reviews:
            reviewed, = found.objects(review, sdo.itemReviewed)
            self.assertEqual(list(found.objects(reviewed, sdo.text)), list(found.objects(review, sdo.claimReviewed)))


if __name__ == "__main__":
    unittest.main()
