//! The tags of HTML, as far as they make a difference.

/// A tag, or a class of tags that are treated alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tag {
    Paragraph,
    Heading,
    /// The heading of a page.
    Title,
    Quote,
    List,
    Item,
    Term,
    Table,
    Row,
    Cell,
    Figure,
    Caption,
    Article,
    Main,
    Aside,
    Header,
    Footer,
    Form,
    Navigation,
    /// Any other block.
    Block,
    Preformatted,
    Break,
    Rule,
    Link,
    Picture,
    /// What is never prose: scripts, styles, frames, the head of the page.
    Program,
    Drawing,
    Option,
    /// What a reader clicks or fills in.
    Control,
    /// Any other element within a line.
    #[default]
    Inline,
    /// An element without content, within a line.
    Void,
}

impl Tag {
    /// The tag of a name in lower case.
    pub fn of(name: &[u8]) -> Tag {
        match name {
            b"p" => Tag::Paragraph,
            b"h1" => Tag::Title,
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Tag::Heading,
            b"blockquote" => Tag::Quote,
            b"ul" | b"ol" | b"dl" | b"menu" | b"dir" => Tag::List,
            b"li" => Tag::Item,
            b"dt" | b"dd" => Tag::Term,
            b"table" => Tag::Table,
            b"tr" => Tag::Row,
            b"td" | b"th" => Tag::Cell,
            b"figure" => Tag::Figure,
            b"figcaption" => Tag::Caption,
            b"article" => Tag::Article,
            b"main" => Tag::Main,
            b"aside" => Tag::Aside,
            b"header" => Tag::Header,
            b"footer" => Tag::Footer,
            b"form" => Tag::Form,
            b"nav" => Tag::Navigation,
            b"div" | b"section" | b"body" | b"html" | b"center" | b"address" | b"details" | b"summary"
            | b"fieldset" | b"hgroup" | b"tbody" | b"thead" | b"tfoot" | b"caption" | b"head" | b"search" => {
                Tag::Block
            }
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Tag::Preformatted,
            b"br" => Tag::Break,
            b"hr" => Tag::Rule,
            b"a" => Tag::Link,
            b"img" | b"amp-img" => Tag::Picture,
            b"script" | b"style" | b"noscript" | b"template" | b"iframe" | b"object" | b"audio"
            | b"video" | b"canvas" | b"title" | b"noembed" | b"noframes" | b"dialog" | b"map" => Tag::Program,
            b"svg" | b"math" | b"path" | b"g" | b"use" | b"rect" | b"circle" | b"polygon" | b"line" => {
                Tag::Drawing
            }
            b"option" | b"optgroup" => Tag::Option,
            b"select" | b"button" | b"textarea" | b"datalist" | b"label" | b"legend" => Tag::Control,
            b"wbr" | b"input" | b"link" | b"meta" | b"base" | b"col" | b"area" | b"embed" | b"source"
            | b"track" | b"param" | b"frame" | b"basefont" | b"bgsound" | b"keygen" => Tag::Void,
            _ => Tag::Inline,
        }
    }

    /// Whether it never has content.
    pub fn is_void(self) -> bool {
        matches!(self, Tag::Break | Tag::Rule | Tag::Picture | Tag::Void)
    }

    /// Whether it stands on lines of its own.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Tag::Inline
                | Tag::Void
                | Tag::Link
                | Tag::Picture
                | Tag::Break
                | Tag::Program
                | Tag::Drawing
                | Tag::Option
                | Tag::Control
        )
    }

    pub fn is_heading(self) -> bool {
        matches!(self, Tag::Heading | Tag::Title)
    }

    pub fn is_table(self) -> bool {
        matches!(self, Tag::Table | Tag::Row | Tag::Cell)
    }

    /// Whether nothing in it is ever part of an article.
    pub fn is_apart(self) -> bool {
        matches!(
            self,
            Tag::Program | Tag::Drawing | Tag::Option | Tag::Control | Tag::Navigation
        )
    }
}
