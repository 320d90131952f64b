"""Every element name of a package that the standard, or a widespread tool, knows."""

ELEMENTS = frozenset("""
    edXML edXMLEnvelope edXMLHeader MessageHeader From To OrganId OrganizationInCharge OrganName
    OrganAdd Email Telephone Fax Website DocumentId Code CodeNumber CodeNotation
    PromulgationInfo Place PromulgationDate DocumentType Type TypeDetail TypeName Subject
    Content SignerInfo Competence Position FullName DueDate OtherInfo Priority
    SphereOfPromulgation TyperNotation PromulgationAmount PageAmount Direction Appendixes
    Appendix ResponseFor SteeringType ToPlaces TraceHeaderList TraceHeader Timestamp Bussiness
    BussinessDocType BussinessDocReason Paper BussinessDocumentInfo DocumentInfo
    DocumentReceiver ReceiverList Receiver ReceiverType StaffInfo Department Staff Mobile
    ReplacementInfoList ReplacementInfo OrganIdList Signature SignedInfo CanonicalizationMethod
    SignatureMethod Reference Transforms Transform DigestMethod DigestValue SignatureValue
    KeyInfo X509Data X509SubjectName X509Certificate edXMLBody edXMLManifest ContentId
    ContentType Description AttachmentName AttachmentEncoded Attachment ContentTransferEncoded
    StatusCode DepartmentId StaffId ReplyFors ReferenceCodes ResponseForTask TaskCode
    ApplicationType FieldName MimeType Format PackageInfo Feedback DigitalSignature
    """.split())
