"""Keys of a Form.io definition that mean nothing to the citizen who answers or to the agency that
reads: looks, storage, caching, the builder's own notes. They are not carried and not told of.

Everything else that holds a value is either carried or told of. To silence another key, name it
here with the part it stands in ("" is the component itself); docs/formio.md says why.
"""

_LOOKS = (
    "id tableView labelPosition labelWidth labelMargin optionsLabelPosition hideLabel customClass "
    "dataGridLabel inline fieldSet theme size block leftIcon rightIcon modalEdit tabindex "
    "autofocus "
    "spellcheck showCharCount showWordCount overlay attributes hideOnChildrenHidden "
    "collapsible collapsed breadcrumb breadcrumbClickable buttonSettings scrollToTop "
    "verticalLayout "
    "allowPrevious navigateOnEnter saveOnEnter autoExpand fixedSize editor hideInputLabels "
    "inputsLabelPosition rows searchEnabled searchThreshold searchDebounce fuseOptions widget "
    "customOptions width height penColor backgroundColor minWidth maxWidth keepOverlayRatio "
    "footer layoutFixed enableRowGroups reorder addAnotherPosition defaultOpen openWhenEmpty modal "
    "inlineEdit displayAsTable rowClass templates striped bordered hover condensed cellAlignment "
    "numRows numCols cloneRows header autoAdjust currentWidth offset push pull className tag attrs "
    "refreshOnChange errorLabel shortcut hotkey showValidations disableOnInvalid arrangement "
    "inputType inputFormat inputMode dataFormat mask useLocaleSettings allowInput datepickerMode "
    "timePicker "
    "displayInTimezone timezone shortcutButtons format dayFirst imageSize showInSummary "
    "showInEmail showInPDF hideHeader isNew keyModified version spellCheck textCase "
    "initEmpty saveRow removeRow addRow tableHeader alwaysEnabled expanded icon weight "
    "disableClearIcon switchToManualModeLabel manualModeViewString enableManualMode tree "
    "delimiter thousandsSeparator requireDecimal capture image webcam webcamSize sidebar "
    "disableAddingRemovingRows"
)
_STORAGE = (
    "input protected dbIndex encrypted refreshOn redrawOn "
    "refreshOnBlur clearOnRefresh validateOn dataType lockKey addons tags allowMultipleMasks "
    "allowCalculateOverride calculateServer ignoreCache lazyLoad authenticate limit "
    "disableLimit selectThreshold searchField minSearch readOnlyValue useExactSearch uniqueOptions "
    "selectFields storeas delimeter storage dir fileKey privateDownload uploadOnly options "
    "registration isSensitiveData applyMaskOn rowDrafts validateWhenHidden includeAll "
    "idPath noRefreshOnScroll sort indexeddb filter truncateMultipleSpaces originalKey "
    "useConfigFiletypes groupLabelKey uuid"
)
_BUILDER = (
    "_id __v title name path machineName type display tags access submissionAccess owner created "
    "modified project revisions _vid submissionRevisions action pdfComponents deleted tenant theme "
    "builder plan state parent fieldMatchAccess esign shortUrl isBundle externalIds uuid slug "
    "page numPages revision formRevision version form settingsVersion language"
)

PLUMBING: dict[str, frozenset[str]] = {
    "": frozenset(f"{_LOOKS} {_STORAGE}".split()),
    "form": frozenset(_BUILDER.split()),
    "validate": frozenset("customPrivate strictDateValidation onlyAvailableItems plugins".split()),
    "conditional": frozenset(("show", "when", "eq", "conjunction")),
    "data": frozenset(("headers", "method")),
    "datePicker": frozenset(
        "showWeeks startingDay initDate minMode maxMode yearRows yearColumns".split()
    ),
    "column": frozenset("width offset push pull size currentWidth".split()),
    "openForms": frozenset(("dataSrc",)),
}
