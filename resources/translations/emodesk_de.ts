<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About EmoDesk</source>
        <translation>Über EmoDesk</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>Labels the texts of a spreadsheet with sentiment, emotions and intensities, using EmoLLM models run by llama.cpp on this computer. It goes online only to fetch a model that you ask for, and it is no clinical instrument.</source>
        <translation>Versieht die Texte einer Tabelle mit Stimmung, Emotionen und Intensitäten. EmoLLM-Modelle laufen dazu mit llama.cpp auf diesem Rechner. EmoDesk geht nur ins Netz, um ein Modell zu holen, um das Sie bitten, und ist kein klinisches Instrument.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Icons</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Typeface</source>
        <translation>Schrift</translation>
    </message>
</context>
<context>
    <name>AddingCard</name>
    <message>
        <source>Add a model that you have</source>
        <translation>Ein Modell hinzufügen, das Sie haben</translation>
    </message>
    <message>
        <source>Any EmoLLM in the GGUF format will do, from a colleague or on a USB stick; also a zip that EmoDesk packed on another computer. It&apos;s checked and copied; nothing goes online for it.</source>
        <translation>Jedes EmoLLM im GGUF-Format ist recht, von einer Kollegin oder auf einem USB-Stick, auch eine Zip-Datei, die EmoDesk auf einem anderen Rechner gepackt hat. Es wird geprüft und kopiert; nichts geht dafür ins Netz.</translation>
    </message>
    <message>
        <source>Add a model file…</source>
        <translation>Modelldatei hinzufügen …</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Open the models folder</source>
        <translation>Modellordner öffnen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Add a model file</source>
        <translation>Modelldatei hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder with a model</source>
        <translation>Ordner mit einem Modell hinzufügen</translation>
    </message>
    <message>
        <source>{0} is ready.</source>
        <translation>{0} ist bereit.</translation>
    </message>
</context>
<context>
    <name>AdviceCard</name>
    <message>
        <source>For this computer</source>
        <translation>Für diesen Rechner</translation>
    </message>
    <message>
        <source>Measure this computer</source>
        <translation>Diesen Rechner messen</translation>
    </message>
    <message>
        <source>Takes seconds, on a slow computer a minute, and all processor cores; best while nothing else works.</source>
        <translation>Dauert Sekunden, auf einem langsamen Rechner eine Minute, und nutzt alle Prozessorkerne; am besten, wenn sonst nichts läuft.</translation>
    </message>
    <message>
        <source>Stop measuring</source>
        <translation>Messung abbrechen</translation>
    </message>
    <message>
        <source>Measuring this computer</source>
        <translation>Dieser Rechner wird gemessen</translation>
    </message>
    <message>
        <source>Only the starter is fit for it: the other models need more memory than is free now, or would take more than half a minute for each text.</source>
        <translation>Nur der Starter passt: Die anderen Modelle brauchen mehr Speicher, als gerade frei ist, oder bräuchten mehr als eine halbe Minute je Text.</translation>
    </message>
    <message>
        <source>Take {0}: {1}.</source>
        <translation>Empfohlen: {0}, {1}.</translation>
    </message>
    <message>
        <source>Other programs took {0} of the processor meanwhile, so that says nothing. Try again without them.</source>
        <translation>Andere Programme nahmen derweil {0} des Prozessors in Anspruch; so sagt das nichts. Versuchen Sie es ohne sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ClassChoice</name>
    <message>
        <source>Key {0}</source>
        <translation>Taste {0}</translation>
    </message>
</context>
<context>
    <name>ClassEditor</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>CountsLine</name>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>distinct texts</source>
        <translation>verschiedene Texte</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>longer than a tweet</source>
        <translation>länger als ein Tweet</translation>
    </message>
    <message>
        <source>probably not English</source>
        <translation>vermutlich nicht Englisch</translation>
    </message>
    <message>
        <source>still counting…</source>
        <translation>wird noch gezählt …</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Versions, hardware, models and the last crash, for a report to the developers. None of your texts, labels or file names is in it; read it before you send it.</source>
        <translation>Versionen, Hardware, Modelle und der letzte Absturz, für einen Bericht an die Entwickler. Keiner Ihrer Texte, kein Label und kein Dateiname steht darin; lesen Sie es, bevor Sie es abschicken.</translation>
    </message>
    <message>
        <source>Collecting…</source>
        <translation>Wird gesammelt …</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>DownloadDialog</name>
    <message>
        <source>Download a model</source>
        <translation>Ein Modell herunterladen</translation>
    </message>
    <message>
        <source>Download {0}?</source>
        <translation>{0} herunterladen?</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>For this, and for nothing else, EmoDesk goes online. The hub sees this computer&apos;s address and which model is fetched; nothing of your texts and labels leaves the computer.</source>
        <translation>Dafür, und für nichts sonst, geht EmoDesk ins Netz. Der Hub sieht die Adresse dieses Rechners und welches Modell geholt wird; nichts von Ihren Texten und Labels verlässt den Rechner.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>{0} · advised</source>
        <translation>{0} · empfohlen</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>{0}; {1} are free on that disk</source>
        <translation>{0}; auf dem Datenträger sind {1} frei</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>needs {0}; {1} are free now</source>
        <translation>braucht {0}; {1} sind gerade frei</translation>
    </message>
    <message>
        <source>{0} bits for each weight, the original has 16: fewer make it smaller, and its answers less exact</source>
        <translation>{0} Bit je Gewicht, das Original hat 16: weniger machen es kleiner und seine Antworten ungenauer</translation>
    </message>
    <message>
        <source>happens on this computer, after the download; it takes {0} more on the disk meanwhile, and {1} stay</source>
        <translation>geschieht nach dem Herunterladen auf diesem Rechner; dabei braucht es weitere {0} auf der Festplatte, {1} bleiben</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop to open</source>
        <translation>Zum Öffnen loslassen</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the labels</source>
        <translation>Labels exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln project(s)</source>
        <translation>
            <numerusform>%Ln Projekt exportieren</numerusform>
            <numerusform>%Ln Projekte exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>A new file is written; your spreadsheet stays as it is.</source>
        <translation>Es entsteht eine neue Datei; Ihre Tabelle bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Label columns</source>
        <translation>Labelspalten</translation>
    </message>
    <message>
        <source>With a column of confidence beside each label</source>
        <translation>Mit einer Spalte für die Konfidenz neben jedem Label</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>My own file with the labels added ({0})</source>
        <translation>Meine eigene Datei mit den Labels dazu ({0})</translation>
    </message>
    <message>
        <source>My own files with the labels added, where that can be done</source>
        <translation>Meine eigenen Dateien mit den Labels dazu, wo das geht</translation>
    </message>
    <message>
        <source>New workbook (.xlsx), with charts and a summary</source>
        <translation>Neue Arbeitsmappe (.xlsx), mit Diagrammen und Übersicht</translation>
    </message>
    <message>
        <source>New OpenDocument spreadsheet (.ods), with a summary</source>
        <translation>Neue OpenDocument-Tabelle (.ods), mit Übersicht</translation>
    </message>
    <message>
        <source>CSV with commas (.csv)</source>
        <translation>CSV mit Kommas (.csv)</translation>
    </message>
    <message>
        <source>Tab-separated text (.tsv)</source>
        <translation>Text mit Tabulatoren (.tsv)</translation>
    </message>
    <message>
        <source>Parquet (.parquet), for R and Python</source>
        <translation>Parquet (.parquet), für R und Python</translation>
    </message>
    <message>
        <source>JSON Lines (.jsonl)</source>
        <translation>JSON Lines (.jsonl)</translation>
    </message>
    <message>
        <source>All rows ({0})</source>
        <translation>Alle Zeilen ({0})</translation>
    </message>
    <message>
        <source>Only those that the filters show ({0})</source>
        <translation>Nur die, die die Filter zeigen ({0})</translation>
    </message>
    <message>
        <source>Only the selected ones ({0})</source>
        <translation>Nur die ausgewählten ({0})</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>No label column is ticked.</source>
        <translation>Keine Labelspalte ist angekreuzt.</translation>
    </message>
    <message>
        <source>Tick at least one.</source>
        <translation>Kreuzen Sie mindestens eine an.</translation>
    </message>
</context>
<context>
    <name>ExportExtras</name>
    <message>
        <source>Codebook: what each label column means</source>
        <translation>Codebook: was jede Labelspalte bedeutet</translation>
    </message>
    <message>
        <source>Provenance: which model, prompts and versions made the labels</source>
        <translation>Provenance: welches Modell, welche Prompts und Versionen die Labels erzeugt haben</translation>
    </message>
    <message>
        <source>Let nothing but classes be typed into the class columns</source>
        <translation>In Klassenspalten nur Klassen eintippen lassen</translation>
    </message>
    <message>
        <source>Split summary and charts by</source>
        <translation>Übersicht und Diagramme aufteilen nach</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>ExportOutcome</name>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Use another name</source>
        <translation>Anderen Namen nehmen</translation>
    </message>
    <message>
        <source>Use my own file, without a valid signature</source>
        <translation>Meine eigene Datei nehmen, ohne gültige Signatur</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>{0} of {1} rows</source>
        <translation>{0} von {1} Zeilen</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Angehalten; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Without labels, and so not written: {0}.</source>
        <translation>Ohne Labels und daher nicht geschrieben: {0}.</translation>
    </message>
    <message>
        <source>{0} rows written to {1}.</source>
        <translation>{0} Zeilen nach {1} geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) written.</source>
        <translation>
            <numerusform>%Ln Datei geschrieben.</numerusform>
            <numerusform>%Ln Dateien geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) have no labels yet.</source>
        <translation>
            <numerusform>%Ln Zeile hat noch keine Labels.</numerusform>
            <numerusform>%Ln Zeilen haben noch keine Labels.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} cells held what the format can&apos;t, and were changed: rows {1}.</source>
        <translation>{0} Zellen enthielten, was das Format nicht kann, und wurden geändert: Zeilen {1}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cell(s) got an apostrophe in front, so as not to run as formulas (in .parquet and .jsonl none).</source>
        <translation>
            <numerusform>%Ln Zelle bekam einen Apostroph davor, um nicht als Formel zu laufen (in .parquet und .jsonl keinen).</numerusform>
            <numerusform>%Ln Zellen bekamen einen Apostroph davor, um nicht als Formeln zu laufen (in .parquet und .jsonl keinen).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) with labels changed by hand, named in “{0}”.</source>
        <translation>
            <numerusform>%Ln Zeile mit von Hand geänderten Labels, genannt in „{0}“.</numerusform>
            <numerusform>%Ln Zeilen mit von Hand geänderten Labels, genannt in „{0}“.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) with a note in “{0}”.</source>
        <translation>
            <numerusform>%Ln Zeile mit einer Bemerkung in „{0}“.</numerusform>
            <numerusform>%Ln Zeilen mit einer Bemerkung in „{0}“.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them only because there&apos;s no text, or no label yet.</source>
        <translation>
            <numerusform>%Ln davon nur, weil kein Text oder noch kein Label da ist.</numerusform>
            <numerusform>%Ln davon nur, weil kein Text oder noch kein Label da ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything else in the file is as it was.</source>
        <translation>Alles andere in der Datei ist, wie es war.</translation>
    </message>
    <message>
        <source>It&apos;s a new workbook and not your own: yours is signed, and a column more makes the signature invalid.</source>
        <translation>Es ist eine neue Arbeitsmappe und nicht Ihre eigene: Ihre ist signiert, und eine Spalte mehr macht die Signatur ungültig.</translation>
    </message>
    <message>
        <source>It&apos;s a new workbook and not your own, because: {0}</source>
        <translation>Es ist eine neue Arbeitsmappe und nicht Ihre eigene, denn: {0}</translation>
    </message>
    <message>
        <source>There is a file {0} already.</source>
        <translation>Es gibt schon eine Datei {0}.</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>“{0}” can&apos;t be looked into: {1}.</source>
        <translation>In „{0}“ kann nicht hineingesehen werden: {1}.</translation>
    </message>
    <message>
        <source>Ask for permission to read it.</source>
        <translation>Bitten Sie um die Erlaubnis, es zu lesen.</translation>
    </message>
    <message>
        <source>There is no spreadsheet in “{0}”.</source>
        <translation>In „{0}“ ist keine Tabelle.</translation>
    </message>
    <message>
        <source>EmoDesk reads {0}.</source>
        <translation>EmoDesk liest {0}.</translation>
    </message>
    <message>
        <source>Spreadsheets and projects</source>
        <translation>Tabellen und Projekte</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>The sample can&apos;t be put into “{0}”: {1}.</source>
        <translation>Das Beispiel kann nicht nach „{0}“ gelegt werden: {1}.</translation>
    </message>
    <message>
        <source>Open a spreadsheet of your own.</source>
        <translation>Öffnen Sie eine eigene Tabelle.</translation>
    </message>
    <message>
        <source>Looking for other sheets in {0}…</source>
        <translation>In {0} wird nach weiteren Blättern gesucht …</translation>
    </message>
    <message>
        <source>Opening {0}…</source>
        <translation>{0} wird geöffnet …</translation>
    </message>
    <message>
        <source>Keep it elsewhere…</source>
        <translation>Anderswo ablegen …</translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>Remove the filter on {0}</source>
        <translation>Den Filter auf {0} wegnehmen</translation>
    </message>
</context>
<context>
    <name>FilterPopover</name>
    <message>
        <source>Clear</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Contains…</source>
        <translation>Enthält …</translation>
    </message>
    <message>
        <source>{0} contains</source>
        <translation>{0} enthält</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>Niedrigster Wert</translation>
    </message>
    <message>
        <source>Highest score</source>
        <translation>Höchster Wert</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Confidence below</source>
        <translation>Konfidenz unter</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Welcome to EmoDesk</source>
        <translation>Willkommen bei EmoDesk</translation>
    </message>
    <message>
        <source>Which model shall read your texts?</source>
        <translation>Welches Modell soll Ihre Texte lesen?</translation>
    </message>
    <message>
        <source>The models know English only. Labels say how a text reads, not how a person is: EmoDesk is no clinical instrument.</source>
        <translation>Die Modelle können nur Englisch. Labels sagen, wie ein Text klingt, nicht, wie ein Mensch ist: EmoDesk ist kein klinisches Instrument.</translation>
    </message>
    <message>
        <source>Skip this</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>On this computer: {0}.</source>
        <translation>Auf diesem Rechner: {0}.</translation>
    </message>
    <message>
        <source>It needs more memory than is free now.</source>
        <translation>Es braucht mehr Speicher, als gerade frei ist.</translation>
    </message>
    <message>
        <source>Your texts stay on this computer</source>
        <translation>Ihre Texte bleiben auf diesem Rechner</translation>
    </message>
    <message>
        <source>The model runs here. Labels and edits go into one project file beside your spreadsheet, and the spreadsheet itself is never changed. No account, no telemetry, no update check.</source>
        <translation>Das Modell läuft hier. Labels und Änderungen kommen in eine Projektdatei neben Ihrer Tabelle; die Tabelle selbst wird nie verändert. Kein Konto, keine Telemetrie, keine Suche nach Updates.</translation>
    </message>
    <message>
        <source>Use the starter now</source>
        <translation>Gleich mit dem Starter</translation>
    </message>
    <message>
        <source>Ships with EmoDesk and answers at once. It&apos;s tiny: good for trying things out, not for results.</source>
        <translation>Liegt EmoDesk bei und antwortet sofort. Er ist winzig: gut zum Ausprobieren, nicht für Ergebnisse.</translation>
    </message>
    <message>
        <source>Begin with the starter</source>
        <translation>Mit dem Starter beginnen</translation>
    </message>
    <message>
        <source>Get Emollama</source>
        <translation>Emollama holen</translation>
    </message>
    <message>
        <source>The published EmoLLM of 7 billion parameters: slow on a laptop, close to human labels.</source>
        <translation>Das veröffentlichte EmoLLM mit 7 Milliarden Parametern: langsam auf einem Laptop, nah an menschlichen Labels.</translation>
    </message>
    <message>
        <source>See the models</source>
        <translation>Modelle ansehen</translation>
    </message>
    <message>
        <source>Use a model file I have</source>
        <translation>Eine Modelldatei nehmen</translation>
    </message>
    <message>
        <source>A .gguf file from a colleague, a USB stick or the IT department.</source>
        <translation>Eine .gguf-Datei von Kollegen, einem USB-Stick oder der IT-Abteilung.</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Datei wählen …</translation>
    </message>
</context>
<context>
    <name>GridBar</name>
    <message>
        <source>Search all columns</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1} rows</source>
        <translation>{0} von {1} Zeilen</translation>
    </message>
</context>
<context>
    <name>GridHeader</name>
    <message>
        <source>Column headings</source>
        <translation>Spaltenköpfe</translation>
    </message>
</context>
<context>
    <name>GridPage</name>
    <message>
        <source>No row matches the search and the filters.</source>
        <translation>Keine Zeile passt zu Suche und Filtern.</translation>
    </message>
    <message>
        <source>Show all rows</source>
        <translation>Alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Rows and their labels</source>
        <translation>Zeilen und ihre Labels</translation>
    </message>
    <message>
        <source>Row numbers</source>
        <translation>Zeilennummern</translation>
    </message>
</context>
<context>
    <name>GuessForm</name>
    <message>
        <source>Which column holds the &amp;texts?</source>
        <translation>In welcher Spalte stehen die &amp;Texte?</translation>
    </message>
    <message>
        <source>&amp;Sheet</source>
        <translation>&amp;Blatt</translation>
    </message>
    <message>
        <source>&amp;Row with the column names</source>
        <translation>&amp;Zeile mit den Spaltennamen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>Zeichen&amp;kodierung</translation>
    </message>
    <message>
        <source>&amp;Delimiter</source>
        <translation>T&amp;rennzeichen</translation>
    </message>
    <message>
        <source>Choose a column…</source>
        <translation>Spalte wählen …</translation>
    </message>
    <message>
        <source>{0} (open)</source>
        <translation>{0} (geöffnet)</translation>
    </message>
    <message>
        <source>comma ,</source>
        <translation>Komma ,</translation>
    </message>
    <message>
        <source>semicolon ;</source>
        <translation>Semikolon ;</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>bar |</source>
        <translation>Strich |</translation>
    </message>
</context>
<context>
    <name>Handlers</name>
    <message>
        <source>&amp;Undo: {0}</source>
        <translation>&amp;Rückgängig: {0}</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo: {0}</source>
        <translation>&amp;Wiederholen: {0}</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Choose a row in the grid to see its text and why it got its labels.</source>
        <translation>Wählen Sie eine Zeile, um ihren Text zu sehen und warum sie ihre Labels hat.</translation>
    </message>
    <message>
        <source>Text of the row</source>
        <translation>Text der Zeile</translation>
    </message>
    <message>
        <source>No row chosen</source>
        <translation>Keine Zeile</translation>
    </message>
    <message>
        <source>Row {0}</source>
        <translation>Zeile {0}</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Vorige Zeile</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>These labels are right: mark the row as reviewed and go on</source>
        <translation>Die Labels stimmen: Zeile als geprüft markieren und weiter</translation>
    </message>
    <message>
        <source>What happened to this row</source>
        <translation>Was mit dieser Zeile geschah</translation>
    </message>
    <message>
        <source>{0}: {1}, {2}</source>
        <translation>{0}: {1}, {2}</translation>
    </message>
</context>
<context>
    <name>LabelSetEditor</name>
    <message>
        <source>Space ticks, Enter keeps, Esc leaves</source>
        <translation>Leertaste wählt, Enter behält, Esc verlässt</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open projects</source>
        <translation>Offene Projekte</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Modell wird geladen …</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Last time something went wrong that EmoDesk didn&apos;t foresee. Nothing that was saved is lost.</source>
        <translation>Beim letzten Mal ging etwas schief, womit EmoDesk nicht gerechnet hat. Nichts Gespeichertes ist verloren.</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Begin anew</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>This isn&apos;t any more what was installed: {0}. Remove the model and get it again.</source>
        <translation>Das ist nicht mehr, was installiert wurde: {0}. Entfernen Sie das Modell und holen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Converted: {0} is ready.</source>
        <translation>Umgewandelt: {0} ist bereit.</translation>
    </message>
    <message>
        <source>Checked: every file is as it was installed.</source>
        <translation>Geprüft: Jede Datei ist, wie sie installiert wurde.</translation>
    </message>
    <message>
        <source>Packed into {0}. On the other computer: Models, “Add a model file…”.</source>
        <translation>In {0} gepackt. Auf dem anderen Rechner: Modelle, „Modelldatei hinzufügen …“.</translation>
    </message>
    <message>
        <source>Converted: {0} is what labels. This original isn&apos;t needed for it any more.</source>
        <translation>Umgewandelt: {0} labelt. Dieses Original wird dafür nicht mehr gebraucht.</translation>
    </message>
    <message>
        <source>These are the authors&apos; files. They&apos;re converted once before they can label.</source>
        <translation>Das sind die Dateien der Autoren. Sie werden einmal umgewandelt, bevor sie labeln können.</translation>
    </message>
    <message>
        <source>The authors&apos; files are fetched, then converted on this computer.</source>
        <translation>Die Dateien der Autoren werden geholt und dann auf diesem Rechner umgewandelt.</translation>
    </message>
    <message>
        <source>Convert…</source>
        <translation>Umwandeln …</translation>
    </message>
    <message>
        <source>Use for labelling</source>
        <translation>Zum Labeln verwenden</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Wegwerfen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen …</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More about {0}</source>
        <translation>Mehr zu {0}</translation>
    </message>
    <message>
        <source>used for labelling</source>
        <translation>wird zum Labeln verwendet</translation>
    </message>
    <message>
        <source>ships with EmoDesk</source>
        <translation>liegt EmoDesk bei</translation>
    </message>
    <message>
        <source>{0} of {1} are here</source>
        <translation>{0} von {1} sind da</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>Dateien prüfen</translation>
    </message>
    <message>
        <source>Pack for another computer…</source>
        <translation>Für einen anderen Rechner packen …</translation>
    </message>
    <message>
        <source>Other versions…</source>
        <translation>Andere Versionen …</translation>
    </message>
    <message>
        <source>Licence…</source>
        <translation>Lizenz …</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
</context>
<context>
    <name>ModelFacts</name>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>not stated in the file</source>
        <translation>in der Datei nicht angegeben</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Published at</source>
        <translation>Veröffentlicht unter</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>needs {0}, {1} are free: fits</source>
        <translation>braucht {0}, {1} sind frei: passt</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>r: Pearson&apos;s correlation with people&apos;s labels; 1 is full agreement.</source>
        <translation>r: Pearson-Korrelation mit den Labels von Menschen; 1 ist volle Übereinstimmung.</translation>
    </message>
    <message>
        <source>Jaccard: emotions that both name, as a share of those that either names.</source>
        <translation>Jaccard: Anteil der Emotionen, die beide nennen, an denen, die einer von beiden nennt.</translation>
    </message>
    <message>
        <source>accuracy: the share of right answers, as the authors count them.</source>
        <translation>Genauigkeit: Anteil richtiger Antworten, wie die Autoren zählen.</translation>
    </message>
    <message>
        <source>needs {0}, {1} are free: too large now</source>
        <translation>braucht {0}, {1} sind frei: jetzt zu groß</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>Read it</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Read the model card of {0}</source>
        <translation>Modellkarte von {0} lesen</translation>
    </message>
    <message>
        <source>{0}, measured on this computer</source>
        <translation>{0}, auf diesem Rechner gemessen</translation>
    </message>
    <message>
        <source>about {0}, reckoned for this processor</source>
        <translation>etwa {0}, für diesen Prozessor geschätzt</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>Agreement with people</source>
        <translation>Übereinstimmung mit Menschen</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>They run on this computer. A larger one is slower, and closer to what people would say.</source>
        <translation>Sie laufen auf diesem Rechner. Ein größeres ist langsamer und näher an dem, was Menschen sagen würden.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Partly downloaded</source>
        <translation>Teilweise heruntergeladen</translation>
    </message>
    <message>
        <source>Can be downloaded</source>
        <translation>Zum Herunterladen</translation>
    </message>
    <message>
        <source>Can be downloaded, and is converted here</source>
        <translation>Kann heruntergeladen werden und wird hier umgewandelt</translation>
    </message>
    <message>
        <source>Pack for another computer</source>
        <translation>Für einen anderen Rechner packen</translation>
    </message>
    <message>
        <source>The models folder can&apos;t be made: {0}.</source>
        <translation>Der Modellordner kann nicht angelegt werden: {0}.</translation>
    </message>
    <message>
        <source>{0} is ready.</source>
        <translation>{0} ist bereit.</translation>
    </message>
</context>
<context>
    <name>OpeningPage</name>
    <message>
        <source>Reading the first rows…</source>
        <translation>Erste Zeilen werden gelesen …</translation>
    </message>
    <message>
        <source>How it&apos;s read</source>
        <translation>So wird gelesen</translation>
    </message>
    <message>
        <source>First rows of the spreadsheet</source>
        <translation>Erste Zeilen der Tabelle</translation>
    </message>
    <message>
        <source>Column headings</source>
        <translation>Spaltenüberschriften</translation>
    </message>
    <message>
        <source>Row numbers</source>
        <translation>Zeilennummern</translation>
    </message>
    <message>
        <source>Keep it elsewhere…</source>
        <translation>Woanders ablegen …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Where shall the project file lie?</source>
        <translation>Wo soll die Projektdatei liegen?</translation>
    </message>
    <message>
        <source>{0} is there already: if the spreadsheet is as it was, you go on with it.</source>
        <translation>{0} gibt es schon: Ist die Tabelle noch wie damals, geht es darin weiter.</translation>
    </message>
    <message>
        <source>The labels go into {0}; the spreadsheet itself is never changed.</source>
        <translation>Die Labels kommen in {0}; die Tabelle selbst wird nie verändert.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Back to the defaults</source>
        <translation>Zurück zu den Vorgaben</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
</context>
<context>
    <name>ProgressCard</name>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Modell wird geladen …</translation>
    </message>
    <message>
        <source>Labelling</source>
        <translation>Wird gelabelt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Measuring the model, once…</source>
        <translation>Einmalige Messung …</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Nothing yet. A project is one file beside your spreadsheet; it holds the labels and your edits.</source>
        <translation>Noch nichts. Ein Projekt ist eine Datei neben Ihrer Tabelle; sie enthält die Labels und Ihre Änderungen.</translation>
    </message>
    <message>
        <source>  (no longer there)</source>
        <translation>  (nicht mehr da)</translation>
    </message>
</context>
<context>
    <name>RowModel</name>
    <message>
        <source>confidence {0}</source>
        <translation>Konfidenz {0}</translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message>
        <source>Measuring the model, once…</source>
        <translation>Einmalige Messung …</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopped. Everything labelled so far is kept; labelling goes on from here when you like.</source>
        <translation>Angehalten. Alles bisher Gelabelte bleibt; es geht hier weiter, wann Sie möchten.</translation>
    </message>
    <message>
        <source>The rows that you chose are labelled.</source>
        <translation>Die ausgewählten Zeilen sind gelabelt.</translation>
    </message>
    <message numerus="yes">
        <source>All rows are labelled; %Ln of them need(s) a look.</source>
        <translation>
            <numerusform>Alle Zeilen sind gelabelt; %Ln davon sollte angesehen werden.</numerusform>
            <numerusform>Alle Zeilen sind gelabelt; %Ln davon sollten angesehen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>All rows are labelled.</source>
        <translation>Alle Zeilen sind gelabelt.</translation>
    </message>
</context>
<context>
    <name>RunPanel</name>
    <message>
        <source>Label the rest</source>
        <translation>Rest labeln</translation>
    </message>
    <message>
        <source>Start labelling</source>
        <translation>Labeln starten</translation>
    </message>
    <message>
        <source>Measuring on a few rows of this file…</source>
        <translation>Wird an ein paar Zeilen dieser Datei gemessen …</translation>
    </message>
    <message>
        <source>How long it takes is measured on a few rows of this file.</source>
        <translation>Wie lange es dauert, wird an ein paar Zeilen dieser Datei gemessen.</translation>
    </message>
    <message>
        <source>Every text has its labels already.</source>
        <translation>Jeder Text hat seine Labels schon.</translation>
    </message>
    <message>
        <source>{0} for {1} distinct texts on this computer ({2} texts/s, {3}).</source>
        <translation>{0} für {1} verschiedene Texte auf diesem Rechner ({2} Texte/s, {3}).</translation>
    </message>
    <message>
        <source>Measuring how the model runs fastest on this computer, once; then a few rows of this file…</source>
        <translation>Einmal wird gemessen, wie das Modell auf diesem Rechner am schnellsten läuft; danach einige Zeilen dieser Datei…</translation>
    </message>
    <message>
        <source>About {0}</source>
        <translation>Etwa {0}</translation>
    </message>
    <message>
        <source>All is labelled</source>
        <translation>Alles gelabelt</translation>
    </message>
    <message>
        <source>Choose another model or other tasks to label again.</source>
        <translation>Wählen Sie ein anderes Modell oder andere Aufgaben, um noch einmal zu labeln.</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>What to label</source>
        <translation>Was gelabelt wird</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>Labels shown</source>
        <translation>Gezeigte Labels</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Noch einmal messen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>ScoreEditor</name>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Score as a slider</source>
        <translation>Wert als Regler</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Show why: {0}</source>
        <translation>Zeigen, warum: {0}</translation>
    </message>
    <message>
        <source>The model&apos;s confidence: {0}</source>
        <translation>Konfidenz des Modells: {0}</translation>
    </message>
    <message>
        <source>The model said: {0}</source>
        <translation>Das Modell sagte: {0}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Off-format: {0} of the probability went to something that isn&apos;t a label.</source>
        <translation>Außer der Form: {0} der Wahrscheinlichkeit gingen an etwas, das kein Label ist.</translation>
    </message>
    <message>
        <source>The class is cut from the score at the field&apos;s own cut points.</source>
        <translation>Die Klasse ergibt sich aus dem Wert, mit den im Fach üblichen Grenzen.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>In the grid</source>
        <translation>In der Tabelle</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>Zelle bearbeiten</translation>
    </message>
    <message>
        <source>Leave the cell as it was</source>
        <translation>Zelle lassen, wie sie war</translation>
    </message>
    <message>
        <source>Select a block</source>
        <translation>Block auswählen</translation>
    </message>
    <message>
        <source>Leave the grid, forwards or backwards</source>
        <translation>Die Tabelle verlassen, vorwärts oder rückwärts</translation>
    </message>
    <message>
        <source>Give a class to the selected cells</source>
        <translation>Den gewählten Zellen eine Klasse geben</translation>
    </message>
    <message>
        <source>its number, or 1 – 7 from the lowest</source>
        <translation>ihre Nummer, oder 1 – 7 von der niedrigsten an</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Label the feelings in your texts</source>
        <translation>Die Gefühle in Ihren Texten labeln</translation>
    </message>
    <message>
        <source>Sentiment, emotions and their intensity for every row of a spreadsheet, on this computer.</source>
        <translation>Stimmung, Emotionen und ihre Intensität für jede Zeile einer Tabelle, auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Drop a spreadsheet anywhere in this window</source>
        <translation>Ziehen Sie eine Tabelle irgendwo in dieses Fenster</translation>
    </message>
    <message>
        <source>Excel, OpenDocument, CSV or TSV; several files or a whole folder too.</source>
        <translation>Excel, OpenDocument, CSV oder TSV; auch mehrere Dateien oder ein ganzer Ordner.</translation>
    </message>
    <message>
        <source>Open a spreadsheet…</source>
        <translation>Tabelle öffnen …</translation>
    </message>
    <message>
        <source>Try it with the sample</source>
        <translation>Mit dem Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation>So geht es</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Say which column holds the texts; EmoDesk has guessed it already.</source>
        <translation>Sagen Sie, in welcher Spalte die Texte stehen; EmoDesk hat es schon erraten.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Labeln</translation>
    </message>
    <message>
        <source>A model on this computer reads every text and fills in the columns.</source>
        <translation>Ein Modell auf diesem Rechner liest jeden Text und füllt die Spalten.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Sort by confidence, correct what&apos;s wrong; every change can be undone.</source>
        <translation>Nach Konfidenz sortieren, Falsches berichtigen; jede Änderung ist umkehrbar.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>A new workbook with an account of how the labels were made.</source>
        <translation>Eine neue Arbeitsmappe mit einem Bericht, wie die Labels entstanden.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Fetching a model from {0}</source>
        <translation>Ein Modell wird von {0} geholt</translation>
    </message>
    <message>
        <source>You asked for it. Nothing of your texts and labels is sent.</source>
        <translation>Sie haben darum gebeten. Nichts von Ihren Texten und Labels wird gesendet.</translation>
    </message>
    <message>
        <source>No network connections</source>
        <translation>Keine Netzwerkverbindungen</translation>
    </message>
    <message>
        <source>EmoDesk opens none: the model runs in a process of its own on this computer, joined by pipes.</source>
        <translation>EmoDesk öffnet keine: Das Modell läuft in einem eigenen Prozess auf diesem Rechner, verbunden durch Pipes.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
</context>
<context>
    <name>TaskChoice</name>
    <message>
        <source>More tasks and options</source>
        <translation>Mehr Aufgaben und Optionen</translation>
    </message>
    <message>
        <source>Classes are</source>
        <translation>Klassen werden</translation>
    </message>
    <message>
        <source>How classes are made</source>
        <translation>Wie Klassen entstehen</translation>
    </message>
    <message>
        <source>cut from the scores (fast)</source>
        <translation>aus den Werten geschnitten (schnell)</translation>
    </message>
    <message>
        <source>asked one by one (as in the paper)</source>
        <translation>einzeln gefragt (wie im Aufsatz)</translation>
    </message>
    <message>
        <source>Classes cut from the scores are as good as asked ones, and take half the time.</source>
        <translation>Aus den Werten geschnittene Klassen sind so gut wie gefragte und brauchen die halbe Zeit.</translation>
    </message>
    <message>
        <source>Fewer options</source>
        <translation>Weniger Optionen</translation>
    </message>
</context>
<context>
    <name>TransferStrip</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>Wartet, bis es an der Reihe ist …</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Try anyway</source>
        <translation>Trotzdem versuchen</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>Erledigt: {0}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Row {0} is the next, but the filters hide it.</source>
        <translation>Zeile {0} ist die nächste, aber die Filter verbergen sie.</translation>
    </message>
    <message>
        <source>Every row has been looked at.</source>
        <translation>Jede Zeile ist angesehen.</translation>
    </message>
    <message>
        <source>{0} rows · texts in “{1}”</source>
        <translation>{0} Zeilen · Texte in „{1}“</translation>
    </message>
    <message>
        <source>Still reading…</source>
        <translation>Wird noch gelesen …</translation>
    </message>
    <message>
        <source>The spreadsheet has moved; the project holds all of it.</source>
        <translation>Die Tabelle ist nicht mehr an ihrem Ort; das Projekt enthält sie ganz.</translation>
    </message>
</context>
<context>
    <name>about</name>
    <message>
        <source>Qt {0} and PySide6: {1}; separate files that may be replaced</source>
        <translation>Qt {0} und PySide6: {1}; eigene Dateien, die ersetzt werden dürfen</translation>
    </message>
    <message>
        <source>EmoDesk: MIT licence</source>
        <translation>EmoDesk: MIT-Lizenz</translation>
    </message>
    <message>
        <source>Lucide icons: ISC and MIT licences</source>
        <translation>Symbole von Lucide: ISC- und MIT-Lizenz</translation>
    </message>
</context>
<context>
    <name>advice</name>
    <message>
        <source>Measured in a run on this computer.</source>
        <translation>In einem Lauf auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>The model was timed on this computer, on made-up text.</source>
        <translation>Das Modell wurde auf diesem Rechner an erfundenem Text gemessen.</translation>
    </message>
    <message>
        <source>Estimated: layers of such a model were timed on this computer; the model itself isn&apos;t here yet.</source>
        <translation>Geschätzt: Schichten eines solchen Modells wurden auf diesem Rechner gemessen; das Modell selbst ist noch nicht hier.</translation>
    </message>
    <message>
        <source>A guess by the kind of processor: it may be wrong by a factor of two or three.</source>
        <translation>Nach der Art des Prozessors geraten: Es kann um das Zwei- oder Dreifache danebenliegen.</translation>
    </message>
    <message>
        <source>about {0}, {1} for a thousand texts</source>
        <translation>etwa {0}, {1} für tausend Texte</translation>
    </message>
</context>
<context>
    <name>catalogue</name>
    <message>
        <source>For the first minutes and for trying things out.</source>
        <translation>Für die ersten Minuten und zum Ausprobieren.</translation>
    </message>
    <message>
        <source>A very small model that ships with the program. Its model card says how good it is.</source>
        <translation>Ein sehr kleines Modell, das dem Programm beiliegt. Wie gut es ist, steht in seiner Modellkarte.</translation>
    </message>
    <message>
        <source>MIT; the training data have terms of their own, which the model card lists.</source>
        <translation>MIT; für die Trainingsdaten gelten eigene Bedingungen: siehe Modellkarte.</translation>
    </message>
    <message>
        <source>From Llama-2-7b-chat; the best of the 7B models on texts that it was not trained on.</source>
        <translation>Aus Llama-2-7b-chat; das beste der 7B-Modelle bei Texten, mit denen es nicht trainiert wurde.</translation>
    </message>
    <message>
        <source>The one to take on a laptop with 8 GB of free memory.</source>
        <translation>Das richtige für einen Laptop mit 8 GB freiem Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>From Llama-2-7b.</source>
        <translation>Aus Llama-2-7b.</translation>
    </message>
    <message>
        <source>As Emollama-chat-7b; a little better at E-c and V-oc, a little worse elsewhere.</source>
        <translation>Wie Emollama-chat-7b; bei E-c und V-oc etwas besser, sonst etwas schlechter.</translation>
    </message>
    <message>
        <source>From Llama-2-13b-chat; the best at intensities.</source>
        <translation>Aus Llama-2-13b-chat; das beste bei Intensitäten.</translation>
    </message>
    <message>
        <source>For a workstation, or a laptop with 16 GB of free memory and much patience.</source>
        <translation>Für eine Workstation, oder einen Laptop mit 16 GB freiem Arbeitsspeicher und viel Geduld.</translation>
    </message>
    <message>
        <source>From t5-large; an encoder-decoder, a tenth of the work of a 7B model.</source>
        <translation>Aus t5-large; ein Encoder-Decoder, ein Zehntel der Arbeit eines 7B-Modells.</translation>
    </message>
    <message>
        <source>Small and good: the one for a laptop without a graphics card. It&apos;s converted after the download.</source>
        <translation>Klein und gut: das richtige für einen Laptop ohne Grafikkarte. Es wird nach dem Herunterladen umgewandelt.</translation>
    </message>
    <message>
        <source>From bart-large; the smallest of the family.</source>
        <translation>Aus bart-large; das kleinste der Familie.</translation>
    </message>
    <message>
        <source>The smallest. It&apos;s converted after the download.</source>
        <translation>Das kleinste. Es wird nach dem Herunterladen umgewandelt.</translation>
    </message>
    <message>
        <source>From Bloomz-7b1-mt.</source>
        <translation>Aus Bloomz-7b1-mt.</translation>
    </message>
    <message>
        <source>It&apos;s converted after the download and takes 10 GB of memory then.</source>
        <translation>Es wird nach dem Herunterladen umgewandelt und braucht dann 10 GB Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>From OPT-13B.</source>
        <translation>Aus OPT-13B.</translation>
    </message>
    <message>
        <source>For a workstation with 16 GB of free memory. It&apos;s converted after the download.</source>
        <translation>Für eine Workstation mit 16 GB freiem Arbeitsspeicher. Es wird nach dem Herunterladen umgewandelt.</translation>
    </message>
    <message>
        <source>MIT, as the model card states.</source>
        <translation>MIT, wie die Modellkarte angibt.</translation>
    </message>
    <message>
        <source>MIT, as the model card states. It is a fine-tuned Llama-2-7b-chat: the Llama 2 Community License and its acceptable use policy apply to derivatives as well. The weights don&apos;t come with EmoDesk; whoever downloads them accepts both.</source>
        <translation>MIT, wie die Modellkarte angibt. Es ist ein feinabgestimmtes Llama-2-7b-chat: Die „Llama 2 Community License“ und ihre Nutzungsregeln gelten auch für Abgeleitetes. Die Gewichte liegen EmoDesk nicht bei; wer sie herunterlädt, nimmt beide an.</translation>
    </message>
    <message>
        <source>MIT, as the model card states. It is a fine-tuned Llama-2-7b: the Llama 2 Community License and its acceptable use policy apply to derivatives as well. The weights don&apos;t come with EmoDesk; whoever downloads them accepts both.</source>
        <translation>MIT, wie die Modellkarte angibt. Es ist ein feinabgestimmtes Llama-2-7b: Die „Llama 2 Community License“ und ihre Nutzungsregeln gelten auch für Abgeleitetes. Die Gewichte liegen EmoDesk nicht bei; wer sie herunterlädt, nimmt beide an.</translation>
    </message>
    <message>
        <source>MIT, as the model card states. It is a fine-tuned Llama-2-13b-chat: the Llama 2 Community License and its acceptable use policy apply to derivatives as well. The weights don&apos;t come with EmoDesk; whoever downloads them accepts both.</source>
        <translation>MIT, wie die Modellkarte angibt. Es ist ein feinabgestimmtes Llama-2-13b-chat: Die „Llama 2 Community License“ und ihre Nutzungsregeln gelten auch für Abgeleitetes. Die Gewichte liegen EmoDesk nicht bei; wer sie herunterlädt, nimmt beide an.</translation>
    </message>
    <message>
        <source>MIT, as the model card states; the base model Bloomz-7b1-mt is under the BigScience RAIL licence 1.0, whose limits of use apply to derivatives as well.</source>
        <translation>MIT, wie die Modellkarte angibt; das Basismodell Bloomz-7b1-mt steht unter der BigScience-RAIL-Lizenz 1.0, deren Nutzungsgrenzen auch für Abgeleitetes gelten.</translation>
    </message>
    <message>
        <source>MIT, as the model card states; the base model OPT-13B was released by Meta for non-commercial research, whose terms apply to derivatives as well.</source>
        <translation>MIT, wie die Modellkarte angibt; das Basismodell OPT-13B hat Meta für nichtkommerzielle Forschung freigegeben, und diese Bedingungen gelten auch für Abgeleitetes.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
</context>
<context>
    <name>closing_line</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>column_menu</name>
    <message>
        <source>Sort upwards</source>
        <translation>Aufwärts sortieren</translation>
    </message>
    <message>
        <source>Sort downwards</source>
        <translation>Abwärts sortieren</translation>
    </message>
    <message>
        <source>Least certain first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>Filtern …</translation>
    </message>
    <message>
        <source>Hide this column</source>
        <translation>Diese Spalte verbergen</translation>
    </message>
    <message>
        <source>Let all columns move</source>
        <translation>Alle Spalten bewegen</translation>
    </message>
    <message>
        <source>Freeze up to here</source>
        <translation>Bis hierher fixieren</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Revie&amp;w</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation>&amp;Ordner öffnen …</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Export &amp;all open files…</source>
        <translation>&amp;Alle offenen Dateien exportieren …</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>Ei&amp;nstellungen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Fill &amp;down</source>
        <translation>Nach &amp;unten ausfüllen</translation>
    </message>
    <message>
        <source>C&amp;lear labels</source>
        <translation>Labels &amp;löschen</translation>
    </message>
    <message>
        <source>Back to the &amp;model&apos;s label</source>
        <translation>Zurück zum &amp;Modell-Label</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>&amp;Filter this column…</source>
        <translation>Diese Spalte &amp;filtern …</translation>
    </message>
    <message>
        <source>&amp;Clear filters and search</source>
        <translation>Filter und Suche &amp;aufheben</translation>
    </message>
    <message>
        <source>C&amp;olumns…</source>
        <translation>S&amp;palten …</translation>
    </message>
    <message>
        <source>Free&amp;ze columns up to here</source>
        <translation>Spalten bis hierher fi&amp;xieren</translation>
    </message>
    <message>
        <source>Labelling &amp;panel</source>
        <translation>&amp;Labelleiste</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspektor</translation>
    </message>
    <message>
        <source>&amp;Larger type</source>
        <translation>&amp;Größere Schrift</translation>
    </message>
    <message>
        <source>&amp;Smaller type</source>
        <translation>&amp;Kleinere Schrift</translation>
    </message>
    <message>
        <source>&amp;Normal type</source>
        <translation>&amp;Normale Schrift</translation>
    </message>
    <message>
        <source>&amp;Start or pause</source>
        <translation>&amp;Starten oder pausieren</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Label the selected &amp;rows only</source>
        <translation>Nur &amp;gewählte Zeilen labeln</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle …</translation>
    </message>
    <message>
        <source>&amp;Accept and go on</source>
        <translation>&amp;Annehmen und weiter</translation>
    </message>
    <message>
        <source>&amp;Next row</source>
        <translation>&amp;Nächste Zeile</translation>
    </message>
    <message>
        <source>&amp;Previous row</source>
        <translation>&amp;Vorige Zeile</translation>
    </message>
    <message>
        <source>Next &amp;uncertain row</source>
        <translation>Nächste &amp;unsichere Zeile</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>&amp;Willkommen</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>&amp;Diagnose …</translation>
    </message>
    <message>
        <source>&amp;About EmoDesk</source>
        <translation>&amp;Über EmoDesk</translation>
    </message>
</context>
<context>
    <name>duration</name>
    <message>
        <source>a moment</source>
        <translation>einen Augenblick</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
    <message>
        <source>{0} days {1} h</source>
        <translation>{0} Tage {1} h</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>There is no project “{0}”.</source>
        <translation>Es gibt kein Projekt „{0}“.</translation>
    </message>
    <message>
        <source>“{0}” holds no table yet.</source>
        <translation>„{0}“ enthält noch keine Tabelle.</translation>
    </message>
    <message>
        <source>“{0}” was cut short while its spreadsheet was read, and that isn&apos;t there any more.</source>
        <translation>„{0}“ wurde abgebrochen, während seine Tabelle gelesen wurde, und die ist nicht mehr da.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read: {1}.</source>
        <translation>{0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted.</source>
        <translation>Es wurde verschoben, umbenannt oder gelöscht.</translation>
    </message>
    <message>
        <source>Open the spreadsheet itself.</source>
        <translation>Öffnen Sie die Tabelle selbst.</translation>
    </message>
    <message>
        <source>Put {0} back and open it.</source>
        <translation>Legen Sie {0} zurück und öffnen Sie es.</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>Prüfen Sie, ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>There are no labels to export yet.</source>
        <translation>Es gibt noch keine Labels zum Exportieren.</translation>
    </message>
    <message>
        <source>Label the rows first.</source>
        <translation>Labeln Sie zuerst die Zeilen.</translation>
    </message>
    <message>
        <source>{0} hasn&apos;t been read to its end: rows are missing.</source>
        <translation>{0} ist nicht bis zum Ende gelesen: Es fehlen Zeilen.</translation>
    </message>
    <message>
        <source>Wait if it&apos;s still being read; else close it and open the spreadsheet again.</source>
        <translation>Warten Sie, falls noch gelesen wird; sonst schließen Sie das Projekt und öffnen die Tabelle neu.</translation>
    </message>
    <message>
        <source>A run is going on already.</source>
        <translation>Es läuft schon ein Lauf.</translation>
    </message>
    <message>
        <source>There is no column to label.</source>
        <translation>Es gibt keine Spalte zum Labeln.</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>Halten Sie ihn zuerst an.</translation>
    </message>
    <message>
        <source>Open the spreadsheet again and choose one.</source>
        <translation>Öffnen Sie die Tabelle noch einmal und wählen Sie eine aus.</translation>
    </message>
    <message>
        <source>The run ended in a way that EmoDesk didn&apos;t foresee ({0}).</source>
        <translation>Der Lauf endete auf eine Weise, die EmoDesk nicht vorgesehen hat ({0}).</translation>
    </message>
    <message>
        <source>Everything labelled so far is kept; start again to go on.</source>
        <translation>Alles bisher Gelabelte bleibt; starten Sie noch einmal, um weiterzumachen.</translation>
    </message>
    <message>
        <source>“{0}” isn&apos;t one of the models in your own folder.</source>
        <translation>„{0}“ ist keines der Modelle in Ihrem eigenen Ordner.</translation>
    </message>
    <message>
        <source>That is no label of “{0}”.</source>
        <translation>Das ist kein Label von „{0}“.</translation>
    </message>
    <message>
        <source>A number from {0} to {1}.</source>
        <translation>Eine Zahl von {0} bis {1}.</translation>
    </message>
    <message>
        <source>One of: {0}.</source>
        <translation>Eines von: {0}.</translation>
    </message>
    <message>
        <source>Of: {0}; or {1}.</source>
        <translation>Aus: {0}; oder {1}.</translation>
    </message>
    <message>
        <source>There is no label column “{0}”.</source>
        <translation>Es gibt keine Labelspalte „{0}“.</translation>
    </message>
    <message>
        <source>Nothing was pasted. For row {0}, column {1} of what was copied holds no label that can stand there.</source>
        <translation>Es wurde nichts eingefügt. Für Zeile {0} steht in Spalte {1} des Kopierten kein Label, das dort stehen kann.</translation>
    </message>
    <message>
        <source>“{0}” doesn&apos;t answer like an EmoLLM: {1} of what it wants to say is no label.</source>
        <translation>„{0}“ antwortet nicht wie ein EmoLLM: {1} von dem, was es sagen will, ist kein Label.</translation>
    </message>
    <message>
        <source>{0} stays as it is only in a {1} file; this is a {2} file.</source>
        <translation>{0} bleibt nur in einer {1}-Datei, wie es ist; das hier ist eine {2}-Datei.</translation>
    </message>
    <message>
        <source>The output would replace the source file.</source>
        <translation>Die Ausgabe würde die Ausgangsdatei ersetzen.</translation>
    </message>
    <message>
        <source>Columns can&apos;t be added to {0} workbooks as they are; save it as .xlsx to have that.</source>
        <translation>An {0}-Arbeitsmappen lassen sich keine Spalten anfügen; speichern Sie sie dafür als .xlsx.</translation>
    </message>
    <message>
        <source>The sheet has no column “{0}” to group by.</source>
        <translation>Das Blatt hat keine Spalte „{0}“, nach der gruppiert werden könnte.</translation>
    </message>
    <message>
        <source>The provenance could not be written to “{0}”: {1}.</source>
        <translation>Die Herkunftsangaben konnten nicht nach „{0}“ geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>The project “{0}” was closed.</source>
        <translation>Das Projekt „{0}“ wurde geschlossen.</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>Öffnen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>A project holds at most 63 different label columns.</source>
        <translation>Ein Projekt fasst höchstens 63 verschiedene Labelspalten.</translation>
    </message>
    <message>
        <source>Begin a new project for more.</source>
        <translation>Beginnen Sie für weitere ein neues Projekt.</translation>
    </message>
    <message>
        <source>The project file “{0}” can&apos;t be used: {1}.</source>
        <translation>Die Projektdatei „{0}“ kann nicht verwendet werden: {1}.</translation>
    </message>
    <message>
        <source>“{0}” is being worked on by another EmoDesk.</source>
        <translation>An „{0}“ arbeitet gerade ein anderes EmoDesk.</translation>
    </message>
    <message>
        <source>“{0}” is damaged or no EmoDesk project.</source>
        <translation>„{0}“ ist beschädigt oder kein EmoDesk-Projekt.</translation>
    </message>
    <message>
        <source>The disk is full: “{0}” could not be written.</source>
        <translation>Die Festplatte ist voll: „{0}“ konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The project file “{0}” can&apos;t be written in “{1}”.</source>
        <translation>Die Projektdatei „{0}“ kann in „{1}“ nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Look at the disk it&apos;s on.</source>
        <translation>Sehen Sie nach der Festplatte, auf der sie liegt.</translation>
    </message>
    <message>
        <source>Wait until it&apos;s done, or stop it.</source>
        <translation>Warten Sie, bis es fertig ist, oder beenden Sie es.</translation>
    </message>
    <message>
        <source>It&apos;s kept as it is. Move it away and run again, or restore it from a backup.</source>
        <translation>Es bleibt, wie es ist. Legen Sie es anderswohin und versuchen Sie es noch einmal, oder holen Sie es aus einer Sicherung.</translation>
    </message>
    <message>
        <source>The project file “{0}” can only be read, and EmoDesk writes every change into it at once.</source>
        <translation>Die Projektdatei „{0}“ kann nur gelesen werden, und EmoDesk schreibt jede Änderung sofort hinein.</translation>
    </message>
    <message>
        <source>The project file “{0}” can&apos;t be written in “{1}”: {2}.</source>
        <translation>Die Projektdatei „{0}“ kann in „{1}“ nicht geschrieben werden: {2}.</translation>
    </message>
    <message>
        <source>Allow it to be written, or copy it into a folder where you may write and open the copy.</source>
        <translation>Erlauben Sie das Schreiben, oder kopieren Sie sie in einen Ordner, in den Sie schreiben dürfen, und öffnen Sie die Kopie.</translation>
    </message>
    <message>
        <source>“{0}” holds labels that people gave to row {1}, and that row has changed in {2}.</source>
        <translation>„{0}“ enthält Labels, die Menschen der Zeile {1} gegeben haben, und diese Zeile hat sich in {2} geändert.</translation>
    </message>
    <message>
        <source>“{0}” is a database, but no EmoDesk project.</source>
        <translation>„{0}“ ist eine Datenbank, aber kein EmoDesk-Projekt.</translation>
    </message>
    <message>
        <source>“{0}” was made by a newer EmoDesk.</source>
        <translation>„{0}“ wurde mit einem neueren EmoDesk erstellt.</translation>
    </message>
    <message>
        <source>Update EmoDesk to open it.</source>
        <translation>Aktualisieren Sie EmoDesk, um es zu öffnen.</translation>
    </message>
    <message>
        <source>The sheet has {0} columns; EmoDesk works with at most {1}.</source>
        <translation>Das Blatt hat {0} Spalten; EmoDesk arbeitet mit höchstens {1}.</translation>
    </message>
    <message>
        <source>Copy the columns that you need to a sheet of their own.</source>
        <translation>Kopieren Sie die Spalten, die Sie brauchen, in ein eigenes Blatt.</translation>
    </message>
    <message>
        <source>The engine died again and again: {0}.</source>
        <translation>Die Engine ist immer wieder abgestürzt: {0}.</translation>
    </message>
    <message>
        <source>llama.cpp could not be loaded: {0}.</source>
        <translation>llama.cpp konnte nicht geladen werden: {0}.</translation>
    </message>
    <message>
        <source>The engine died while it loaded the model: {0}.</source>
        <translation>Die Engine ist abgestürzt, während sie das Modell lud: {0}.</translation>
    </message>
    <message>
        <source>It may have been built for another kind of processor; the engine&apos;s log may say more.</source>
        <translation>Vielleicht wurde es für eine andere Art von Prozessor gebaut; im Protokoll der Engine steht womöglich mehr.</translation>
    </message>
    <message>
        <source>The model may need more memory than this computer has, or its file may be damaged.</source>
        <translation>Vielleicht braucht das Modell mehr Arbeitsspeicher, als dieser Rechner hat, oder seine Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>The engine does not speak this program&apos;s language: the installation is mixed up.</source>
        <translation>Die Engine spricht nicht die Sprache dieses Programms: Die Installation ist durcheinander.</translation>
    </message>
    <message>
        <source>The engine could not start: {0}.</source>
        <translation>Die Engine konnte nicht starten: {0}.</translation>
    </message>
    <message>
        <source>llama.cpp could not load “{0}”.</source>
        <translation>llama.cpp konnte „{0}“ nicht laden.</translation>
    </message>
    <message>
        <source>llama.cpp {0} doesn&apos;t know the architecture of “{1}”.</source>
        <translation>llama.cpp {0} kennt die Architektur von „{1}“ nicht.</translation>
    </message>
    <message>
        <source>The file may be damaged or made by a newer tool: copy or download it again.</source>
        <translation>Vielleicht ist die Datei beschädigt oder mit einem neueren Werkzeug erstellt: Kopieren Sie sie noch einmal oder laden Sie sie neu herunter.</translation>
    </message>
    <message>
        <source>llama.cpp could not prepare this model for use.</source>
        <translation>llama.cpp konnte dieses Modell nicht zum Gebrauch vorbereiten.</translation>
    </message>
    <message>
        <source>llama.cpp could not tokenize a text.</source>
        <translation>llama.cpp konnte einen Text nicht in Token zerlegen.</translation>
    </message>
    <message>
        <source>llama.cpp could not evaluate a batch (status {0}).</source>
        <translation>llama.cpp konnte einen Stapel nicht auswerten (Status {0}).</translation>
    </message>
    <message>
        <source>This is an encoder-decoder model, which llama.cpp can&apos;t run here.</source>
        <translation>Das ist ein Encoder-Decoder-Modell, das llama.cpp hier nicht ausführen kann.</translation>
    </message>
    <message>
        <source>Choose a GGUF of an Emollama model, or a newer EmoDesk.</source>
        <translation>Wählen Sie ein GGUF eines Emollama-Modells oder ein neueres EmoDesk.</translation>
    </message>
    <message>
        <source>No part of the engine in {0} fits this processor.</source>
        <translation>Kein Teil der Engine in {0} passt zu diesem Prozessor.</translation>
    </message>
    <message>
        <source>Close other programs to free memory, or choose a smaller model.</source>
        <translation>Schließen Sie andere Programme, um Arbeitsspeicher frei zu machen, oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>Choose a GGUF of an Emollama model.</source>
        <translation>Wählen Sie ein GGUF eines Emollama-Modells.</translation>
    </message>
    <message>
        <source>Convert the model again.</source>
        <translation>Wandeln Sie das Modell noch einmal um.</translation>
    </message>
    <message>
        <source>“{0}” doesn&apos;t say how its model is to be asked.</source>
        <translation>„{0}“ sagt nicht, wie sein Modell zu fragen ist.</translation>
    </message>
    <message>
        <source>CTranslate2 could not evaluate a batch.</source>
        <translation>CTranslate2 konnte einen Stapel nicht auswerten.</translation>
    </message>
    <message>
        <source>CTranslate2 could not load “{0}”.</source>
        <translation>CTranslate2 konnte „{0}“ nicht laden.</translation>
    </message>
    <message>
        <source>The engine was asked to work before a model was loaded.</source>
        <translation>Die Engine sollte arbeiten, bevor ein Modell geladen war.</translation>
    </message>
    <message>
        <source>A prompt does not fit into the model&apos;s memory, which is smaller than its window.</source>
        <translation>Eine Anfrage passt nicht in den Speicher des Modells, der kleiner ist als sein Fenster.</translation>
    </message>
    <message>
        <source>The model has no vocabulary.</source>
        <translation>Das Modell hat kein Vokabular.</translation>
    </message>
    <message>
        <source>One of these belongs to it: {0}.</source>
        <translation>Eines davon gehört dazu: {0}.</translation>
    </message>
    <message>
        <source>The model&apos;s vocabulary can&apos;t be read.</source>
        <translation>Das Vokabular des Modells kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The word list of the lexicon baseline is missing or damaged.</source>
        <translation>Die Wortliste des Lexikons fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <source>Install EmoDesk again.</source>
        <translation>Installieren Sie EmoDesk noch einmal.</translation>
    </message>
    <message>
        <source>{0} needs no conversion.</source>
        <translation>{0} muss nicht umgewandelt werden.</translation>
    </message>
    <message>
        <source>A {0} model can&apos;t be converted to “{1}”.</source>
        <translation>Ein {0}-Modell kann nicht in „{1}“ umgewandelt werden.</translation>
    </message>
    <message>
        <source>It can be: {0}.</source>
        <translation>Möglich sind: {0}.</translation>
    </message>
    <message>
        <source>This model is being converted by another EmoDesk.</source>
        <translation>Dieses Modell wird gerade von einem anderen EmoDesk umgewandelt.</translation>
    </message>
    <message>
        <source>The models folder can&apos;t be written: {0}.</source>
        <translation>In den Modellordner kann nicht geschrieben werden: {0}.</translation>
    </message>
    <message>
        <source>The conversion ended unexpectedly.</source>
        <translation>Die Umwandlung endete unerwartet.</translation>
    </message>
    <message>
        <source>Wait for it.</source>
        <translation>Warten Sie darauf.</translation>
    </message>
    <message>
        <source>The memory may not have sufficed: close other programs and try again.</source>
        <translation>Vielleicht hat der Arbeitsspeicher nicht gereicht: Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There isn&apos;t enough space: {0} are needed, {1} are free.</source>
        <translation>Der Platz reicht nicht: {0} werden gebraucht, {1} sind frei.</translation>
    </message>
    <message>
        <source>The model can&apos;t be converted: {0}.</source>
        <translation>Das Modell kann nicht umgewandelt werden: {0}.</translation>
    </message>
    <message>
        <source>What was downloaded can&apos;t be deleted: {0}.</source>
        <translation>Was heruntergeladen wurde, kann nicht gelöscht werden: {0}.</translation>
    </message>
    <message>
        <source>Nothing has happened for {0} seconds.</source>
        <translation>Seit {0} Sekunden ist nichts geschehen.</translation>
    </message>
    <message>
        <source>The download ended unexpectedly.</source>
        <translation>Das Herunterladen endete unerwartet.</translation>
    </message>
    <message>
        <source>Delete it by hand.</source>
        <translation>Löschen Sie es von Hand.</translation>
    </message>
    <message>
        <source>Check the connection and try again: what came so far is kept.</source>
        <translation>Prüfen Sie die Verbindung und versuchen Sie es noch einmal: Was schon da ist, bleibt.</translation>
    </message>
    <message>
        <source>Try again: what came so far is kept.</source>
        <translation>Versuchen Sie es noch einmal: Was schon da ist, bleibt.</translation>
    </message>
    <message>
        <source>There isn&apos;t enough space: {0} are still to come, {1} are free.</source>
        <translation>Der Platz reicht nicht: {0} kommen noch, {1} sind frei.</translation>
    </message>
    <message>
        <source>This model is being downloaded by another EmoDesk.</source>
        <translation>Dieses Modell wird gerade von einem anderen EmoDesk heruntergeladen.</translation>
    </message>
    <message>
        <source>The hub gives no checksum for “{0}”, so nobody could tell whether it came whole.</source>
        <translation>Der Hub nennt keine Prüfsumme für „{0}“; niemand könnte sagen, ob es ganz angekommen ist.</translation>
    </message>
    <message>
        <source>“{0}” didn&apos;t come as the hub has it: its checksum is wrong. It was thrown away.</source>
        <translation>„{0}“ kam nicht so an, wie der Hub es hat: Die Prüfsumme stimmt nicht. Es wurde verworfen.</translation>
    </message>
    <message>
        <source>An earlier download of revision {0} isn&apos;t finished.</source>
        <translation>Ein früheres Herunterladen der Revision {0} ist noch nicht fertig.</translation>
    </message>
    <message>
        <source>Wait for it, or stop it first.</source>
        <translation>Warten Sie darauf, oder halten Sie es zuerst an.</translation>
    </message>
    <message>
        <source>The publisher has put up a newer revision ({0}); this download stays with the one that it began with ({1}).</source>
        <translation>Es gibt inzwischen eine neuere Revision ({0}); dieses Herunterladen bleibt bei der, mit der es begann ({1}).</translation>
    </message>
    <message>
        <source>Choose another variant.</source>
        <translation>Wählen Sie eine andere Version.</translation>
    </message>
    <message>
        <source>Download it again; if that happens twice, a proxy or the disk damages files.</source>
        <translation>Laden Sie es noch einmal herunter; geschieht das zweimal, beschädigt ein Proxy oder die Festplatte Dateien.</translation>
    </message>
    <message>
        <source>What came so far is kept: trying again goes on from there.</source>
        <translation>Was schon da ist, bleibt: Ein neuer Versuch geht von dort weiter.</translation>
    </message>
    <message>
        <source>The connection was cut again and again.</source>
        <translation>Die Verbindung wurde immer wieder getrennt.</translation>
    </message>
    <message>
        <source>Try again. {0}</source>
        <translation>Versuchen Sie es noch einmal. {0}</translation>
    </message>
    <message>
        <source>The model can&apos;t be written: {0}.</source>
        <translation>Das Modell kann nicht geschrieben werden: {0}.</translation>
    </message>
    <message>
        <source>{0} is given only to people whom its owner has admitted.</source>
        <translation>{0} bekommen nur Menschen, die der Eigentümer zugelassen hat.</translation>
    </message>
    <message>
        <source>The hub doesn&apos;t accept the access token.</source>
        <translation>Der Hub nimmt den Zugangsschlüssel nicht an.</translation>
    </message>
    <message>
        <source>Make a new one in your account on the hub.</source>
        <translation>Erstellen Sie in Ihrem Konto beim Hub einen neuen.</translation>
    </message>
    <message>
        <source>The hub has no repository {0}, or shows it to nobody who has no token.</source>
        <translation>Der Hub hat kein Repositorium {0} oder zeigt es niemandem ohne Zugangsschlüssel.</translation>
    </message>
    <message>
        <source>The hub refuses to give {0}.</source>
        <translation>Der Hub gibt {0} nicht heraus.</translation>
    </message>
    <message>
        <source>See its page on the hub, or the rules of a proxy.</source>
        <translation>Sehen Sie auf seine Seite im Hub oder in die Regeln eines Proxys.</translation>
    </message>
    <message>
        <source>The hub has had too many requests from here.</source>
        <translation>Der Hub hat von hier zu viele Anfragen bekommen.</translation>
    </message>
    <message>
        <source>Wait some minutes.</source>
        <translation>Warten Sie einige Minuten.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The connection&apos;s certificate isn&apos;t trusted.</source>
        <translation>Dem Zertifikat der Verbindung wird nicht vertraut.</translation>
    </message>
    <message>
        <source>If your network has certificates of its own, name them (on the command line with --ca-file).</source>
        <translation>Hat Ihr Netz eigene Zertifikate, nennen Sie sie auf der Kommandozeile mit --ca-file.</translation>
    </message>
    <message>
        <source>The proxy refuses the connection.</source>
        <translation>Der Proxy lehnt die Verbindung ab.</translation>
    </message>
    <message>
        <source>Check its address (HTTPS_PROXY, or --proxy on the command line). {0}</source>
        <translation>Prüfen Sie seine Adresse (HTTPS_PROXY oder --proxy auf der Kommandozeile). {0}</translation>
    </message>
    <message>
        <source>The connection stalled: no byte came in {0} seconds.</source>
        <translation>Die Verbindung stockt: In {0} Sekunden kam kein Byte.</translation>
    </message>
    <message>
        <source>The hub can&apos;t be reached.</source>
        <translation>Der Hub ist nicht zu erreichen.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Die Festplatte ist voll.</translation>
    </message>
    <message>
        <source>What answers there is no model hub.</source>
        <translation>Was dort antwortet, ist kein Modell-Hub.</translation>
    </message>
    <message>
        <source>A network may want a log-in in the browser first, or a proxy stands between. {0}</source>
        <translation>Vielleicht verlangt ein Netz zuerst eine Anmeldung im Browser, oder ein Proxy steht dazwischen. {0}</translation>
    </message>
    <message>
        <source>Ask for it on its page on the hub, then name a file that holds your access token (on the command line with --token-file).</source>
        <translation>Bitten Sie auf seiner Seite im Hub darum und nennen Sie dann auf der Kommandozeile mit --token-file eine Datei mit Ihrem Zugangsschlüssel.</translation>
    </message>
    <message>
        <source>If it&apos;s a private one, name a file that holds your access token (on the command line with --token-file).</source>
        <translation>Ist es ein privates, nennen Sie auf der Kommandozeile mit --token-file eine Datei mit Ihrem Zugangsschlüssel.</translation>
    </message>
    <message>
        <source>{0} lacks a file; it may have changed since the download began.</source>
        <translation>In {0} fehlt eine Datei; es hat sich vielleicht geändert, seit das Herunterladen begann.</translation>
    </message>
    <message>
        <source>{0} has no revision {1}; it may have changed since the download began.</source>
        <translation>{0} hat keine Revision {1}; es hat sich vielleicht geändert, seit das Herunterladen begann.</translation>
    </message>
    <message>
        <source>The hub has a problem of its own (status {0}).</source>
        <translation>Der Hub hat selbst ein Problem (Status {0}).</translation>
    </message>
    <message>
        <source>The hub refuses (status {0}).</source>
        <translation>Der Hub lehnt ab (Status {0}).</translation>
    </message>
    <message>
        <source>There is no model “{0}”.</source>
        <translation>Es gibt kein Modell „{0}“.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be run as it is.</source>
        <translation>{0} kann so nicht ausgeführt werden.</translation>
    </message>
    <message>
        <source>No model “{0}” is installed here.</source>
        <translation>Hier ist kein Modell „{0}“ installiert.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t on this computer yet.</source>
        <translation>{0} ist noch nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be read: {1}.</source>
        <translation>„{0}“ kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>Installed: {0}.</source>
        <translation>Installiert: {0}.</translation>
    </message>
    <message>
        <source>Check that you may read the file.</source>
        <translation>Prüfen Sie, ob Sie die Datei lesen dürfen.</translation>
    </message>
    <message>
        <source>“{0}” needs about {1} GB of memory (measured on this computer); {2} GB are free.</source>
        <translation>„{0}“ braucht etwa {1} GB Arbeitsspeicher (auf diesem Rechner gemessen); {2} GB sind frei.</translation>
    </message>
    <message>
        <source>“{0}” needs about {1} GB of memory ({2} GB weights + {3} GB context + {4} GB for the engine and a batch); {5} GB are free.</source>
        <translation>„{0}“ braucht etwa {1} GB Arbeitsspeicher ({2} GB Gewichte + {3} GB Kontext + {4} GB für die Engine und einen Stapel); {5} GB sind frei.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be the name of a model.</source>
        <translation>„{0}“ kann kein Modell heißen.</translation>
    </message>
    <message>
        <source>Use letters, digits, dots and dashes.</source>
        <translation>Nehmen Sie Buchstaben, Ziffern, Punkte und Striche.</translation>
    </message>
    <message>
        <source>There is no file or folder “{0}”.</source>
        <translation>Es gibt keine Datei und keinen Ordner „{0}“.</translation>
    </message>
    <message>
        <source>A model “{0}” is installed already.</source>
        <translation>Ein Modell „{0}“ ist schon installiert.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be imported: {1}.</source>
        <translation>„{0}“ kann nicht aufgenommen werden: {1}.</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>“{0}” lies in a shared folder, which EmoDesk never changes.</source>
        <translation>„{0}“ liegt in einem gemeinsamen Ordner, den EmoDesk nie ändert.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be put into the models folder: {1}.</source>
        <translation>„{0}“ kann nicht in den Modellordner gelegt werden: {1}.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be deleted: {1}.</source>
        <translation>„{0}“ kann nicht gelöscht werden: {1}.</translation>
    </message>
    <message>
        <source>Choose a GGUF of an Emollama model, or the starter.</source>
        <translation>Wählen Sie ein GGUF eines Emollama-Modells oder den Starter.</translation>
    </message>
    <message>
        <source>“{0}” doesn&apos;t say which kind of model it is.</source>
        <translation>„{0}“ sagt nicht, was für ein Modell es ist.</translation>
    </message>
    <message>
        <source>“{0}” holds a model of the kind {1}, which writes no answers.</source>
        <translation>„{0}“ enthält ein Modell der Art {1}, das keine Antworten schreibt.</translation>
    </message>
    <message>
        <source>“{0}” is one part of a model that was split.</source>
        <translation>„{0}“ ist ein Teil eines geteilten Modells.</translation>
    </message>
    <message>
        <source>“{0}” holds a vocabulary but no weights.</source>
        <translation>„{0}“ enthält ein Vokabular, aber keine Gewichte.</translation>
    </message>
    <message>
        <source>“{0}” has no vocabulary.</source>
        <translation>„{0}“ hat kein Vokabular.</translation>
    </message>
    <message>
        <source>Join the parts first.</source>
        <translation>Fügen Sie die Teile zuerst zusammen.</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>„{0}“ ist leer.</translation>
    </message>
    <message>
        <source>Copy or download the model again.</source>
        <translation>Kopieren Sie das Modell noch einmal, oder laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>“{0}” is no GGUF model.</source>
        <translation>„{0}“ ist kein GGUF-Modell.</translation>
    </message>
    <message>
        <source>EmoDesk runs models in the GGUF format (file names end in .gguf).</source>
        <translation>EmoDesk führt Modelle im GGUF-Format aus (ihre Dateinamen enden auf .gguf).</translation>
    </message>
    <message>
        <source>“{0}” is damaged: {1}.</source>
        <translation>„{0}“ ist beschädigt: {1}.</translation>
    </message>
    <message>
        <source>“{0}” isn&apos;t any more what was installed.</source>
        <translation>„{0}“ ist nicht mehr das, was installiert wurde.</translation>
    </message>
    <message>
        <source>The exported model is a zip file.</source>
        <translation>Das gepackte Modell ist eine ZIP-Datei.</translation>
    </message>
    <message>
        <source>“{0}” holds no model.</source>
        <translation>„{0}“ enthält kein Modell.</translation>
    </message>
    <message>
        <source>Give it a name that ends in .zip.</source>
        <translation>Geben Sie ihr einen Namen, der auf .zip endet.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be written: {1}.</source>
        <translation>„{0}“ kann nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged, or no zip file that EmoDesk can read.</source>
        <translation>„{0}“ ist beschädigt oder keine ZIP-Datei, die EmoDesk lesen kann.</translation>
    </message>
    <message>
        <source>“{0}” is protected with a password.</source>
        <translation>„{0}“ ist mit einem Passwort geschützt.</translation>
    </message>
    <message>
        <source>“{0}” holds more than one model.</source>
        <translation>„{0}“ enthält mehr als ein Modell.</translation>
    </message>
    <message>
        <source>It should hold a .gguf file or .safetensors files.</source>
        <translation>Es sollte eine .gguf-Datei oder .safetensors-Dateien enthalten.</translation>
    </message>
    <message>
        <source>“{0}” was damaged on the way: {1}.</source>
        <translation>„{0}“ wurde unterwegs beschädigt: {1}.</translation>
    </message>
    <message>
        <source>Free some space there, or use another disk.</source>
        <translation>Schaffen Sie dort Platz, oder nehmen Sie eine andere Festplatte.</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation>Kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Unpack it first, then import it.</source>
        <translation>Entpacken Sie es zuerst, und fügen Sie es dann hinzu.</translation>
    </message>
    <message>
        <source>Unpack it and import one of them.</source>
        <translation>Entpacken Sie es, und fügen Sie eines davon hinzu.</translation>
    </message>
    <message>
        <source>Copy the zip file again.</source>
        <translation>Kopieren Sie die ZIP-Datei noch einmal.</translation>
    </message>
    <message>
        <source>Convert the model again, or copy it again.</source>
        <translation>Wandeln Sie das Modell noch einmal um, oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>“{0}” is damaged or not whole.</source>
        <translation>„{0}“ ist beschädigt oder nicht vollständig.</translation>
    </message>
    <message>
        <source>“{0}” is of a version that EmoDesk doesn&apos;t know.</source>
        <translation>„{0}“ ist von einer Version, die EmoDesk nicht kennt.</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>es gibt schon eine Datei dieses Namens</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>das ist kein Ordner</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>das ist ein Ordner</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>der Ordner ist nicht leer</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>der zugeteilte Platz ist aufgebraucht</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Fehler beim Lesen oder Schreiben</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>wird gerade benutzt</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>der Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>zu viele offene Dateien</translation>
    </message>
    <message>
        <source>Ask for permission to read it, or close the program that has it open.</source>
        <translation>Bitten Sie um die Erlaubnis, sie zu lesen, oder schließen Sie das Programm, das sie geöffnet hat.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be opened.</source>
        <translation>{0} kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>{0} has no rows.</source>
        <translation>{0} hat keine Zeilen.</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0} ist leer.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t of a kind that can be read.</source>
        <translation>{0} ist von keiner Art, die gelesen werden kann.</translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes).</source>
        <translation>{0} ist leer (0 Byte).</translation>
    </message>
    <message>
        <source>Its name is too long; rename it.</source>
        <translation>Ihr Name ist zu lang; benennen Sie sie um.</translation>
    </message>
    <message>
        <source>Check that the disk or network folder is there, or copy the file to this computer.</source>
        <translation>Prüfen Sie, ob die Festplatte oder der Netzwerkordner da ist, oder kopieren Sie die Datei auf diesen Rechner.</translation>
    </message>
    <message>
        <source>{0} is larger than the memory that is free.</source>
        <translation>{0} ist größer als der freie Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Choose a file that holds the texts.</source>
        <translation>Wählen Sie eine Datei mit den Texten.</translation>
    </message>
    <message>
        <source>Choose a sheet or file that holds the texts.</source>
        <translation>Wählen Sie ein Blatt oder eine Datei mit den Texten.</translation>
    </message>
    <message>
        <source>{0} is a folder.</source>
        <translation>{0} ist ein Ordner.</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>Es gibt keine Datei {0}.</translation>
    </message>
    <message>
        <source>The kinds that can: {0}.</source>
        <translation>Die möglichen Arten: {0}.</translation>
    </message>
    <message>
        <source>Save or copy it here once more.</source>
        <translation>Speichern oder kopieren Sie sie noch einmal hierher.</translation>
    </message>
    <message>
        <source>Split it, or save it as CSV.</source>
        <translation>Teilen Sie sie, oder speichern Sie sie als CSV.</translation>
    </message>
    <message>
        <source>Choose a spreadsheet in it.</source>
        <translation>Wählen Sie eine Tabelle darin.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Prüfen Sie den Namen und den Ordner.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read to its end.</source>
        <translation>{0} lässt sich nicht bis zum Ende lesen.</translation>
    </message>
    <message>
        <source>Sheet “{0}” of {1} is empty.</source>
        <translation>Das Blatt „{0}“ von {1} ist leer.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t a text file: its bytes are no text.</source>
        <translation>{0} ist keine Textdatei: Ihre Bytes sind kein Text.</translation>
    </message>
    <message>
        <source>Row {0} of {1} can&apos;t hold the column names: no rows follow it.</source>
        <translation>Zeile {0} von {1} kann nicht die Spaltennamen enthalten: Es folgen keine Zeilen.</translation>
    </message>
    <message>
        <source>Choose the sheet that holds the texts.</source>
        <translation>Wählen Sie das Blatt mit den Texten.</translation>
    </message>
    <message>
        <source>If it&apos;s a workbook, give it back its own suffix (.xlsx, .xls, .ods); else save it as CSV again.</source>
        <translation>Ist es eine Arbeitsmappe, geben Sie ihr die eigene Endung zurück (.xlsx, .xls, .ods); sonst speichern Sie sie noch einmal als CSV.</translation>
    </message>
    <message>
        <source>Choose a row above the texts.</source>
        <translation>Wählen Sie eine Zeile über den Texten.</translation>
    </message>
    <message>
        <source>Close the program that has it open, or check that you may read it.</source>
        <translation>Schließen Sie das Programm, das sie geöffnet hat, oder prüfen Sie, ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read as “{1}”.</source>
        <translation>{0} kann nicht als „{1}“ gelesen werden.</translation>
    </message>
    <message>
        <source>{0} has no sheet with anything in it.</source>
        <translation>{0} hat kein Blatt, auf dem etwas steht.</translation>
    </message>
    <message>
        <source>{0} is protected with a password.</source>
        <translation>{0} ist mit einem Passwort geschützt.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t a workbook that can be read: it&apos;s damaged, incomplete, or something else by that name.</source>
        <translation>{0} ist keine Arbeitsmappe, die gelesen werden kann: Sie ist beschädigt, unvollständig oder etwas anderes unter diesem Namen.</translation>
    </message>
    <message>
        <source>Choose a workbook that holds the texts.</source>
        <translation>Wählen Sie eine Arbeitsmappe mit den Texten.</translation>
    </message>
    <message>
        <source>Open it in your spreadsheet program, save a copy without the password, and use the copy.</source>
        <translation>Öffnen Sie sie in Ihrem Tabellenprogramm, speichern Sie eine Kopie ohne Passwort, und nehmen Sie die Kopie.</translation>
    </message>
    <message>
        <source>Open it in your spreadsheet program and save it again, or copy it here once more.</source>
        <translation>Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie noch einmal, oder kopieren Sie sie neu hierher.</translation>
    </message>
    <message>
        <source>{0} has no sheet “{1}”.</source>
        <translation>{0} hat kein Blatt „{1}“.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t a text file: {1}.</source>
        <translation>{0} ist keine Textdatei: {1}.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read as a table.</source>
        <translation>{0} kann nicht als Tabelle gelesen werden.</translation>
    </message>
    <message>
        <source>Save it again as CSV (UTF-8) from your spreadsheet program.</source>
        <translation>Speichern Sie sie in Ihrem Tabellenprogramm noch einmal als CSV (UTF-8).</translation>
    </message>
    <message>
        <source>{0} seems to have no row with column names: row {1} looks like data.</source>
        <translation>{0} hat wohl keine Zeile mit Spaltennamen: Zeile {1} sieht nach Daten aus.</translation>
    </message>
    <message>
        <source>{0} has no rows below its column names.</source>
        <translation>{0} hat unter den Spaltennamen keine Zeilen.</translation>
    </message>
    <message>
        <source>{0} has a sheet whose used cells reach from {1}{2} to {3}{4}.</source>
        <translation>{0} hat ein Blatt, dessen benutzte Zellen von {1}{2} bis {3}{4} reichen.</translation>
    </message>
    <message>
        <source>{0} has a sheet whose used cells reach very far out.</source>
        <translation>{0} hat ein Blatt, dessen benutzte Zellen sehr weit hinausreichen.</translation>
    </message>
    <message>
        <source>A forgotten cell far out does that: delete the empty rows and columns and save it.</source>
        <translation>Das macht eine vergessene Zelle weit außen: Löschen Sie die leeren Zeilen und Spalten und speichern Sie die Datei.</translation>
    </message>
    <message>
        <source>{0} has no column “{1}”.</source>
        <translation>{0} hat keine Spalte „{1}“.</translation>
    </message>
    <message>
        <source>{0} has no column that reads like text.</source>
        <translation>{0} hat keine Spalte, die sich wie Text liest.</translation>
    </message>
    <message>
        <source>Its columns are: {0}.</source>
        <translation>Ihre Spalten sind: {0}.</translation>
    </message>
    <message>
        <source>Column “{0}” of {1} seems to hold formulas without their results.</source>
        <translation>Die Spalte „{0}“ von {1} enthält anscheinend Formeln ohne ihre Ergebnisse.</translation>
    </message>
    <message>
        <source>Open it in your spreadsheet program and save it once: the results are stored then.</source>
        <translation>Öffnen Sie die Datei einmal in Ihrem Tabellenprogramm und speichern Sie sie: Dann sind die Ergebnisse darin.</translation>
    </message>
    <message>
        <source>Line {0} of {1} isn&apos;t a JSON object.</source>
        <translation>Zeile {0} von {1} ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t a Parquet file that can be read: it&apos;s damaged, incomplete, or something else.</source>
        <translation>{0} ist keine Parquet-Datei, die gelesen werden kann: Sie ist beschädigt, unvollständig oder etwas anderes.</translation>
    </message>
    <message>
        <source>Write it again, or copy it here once more.</source>
        <translation>Schreiben Sie sie noch einmal, oder kopieren Sie sie neu hierher.</translation>
    </message>
    <message>
        <source>There is nothing to write.</source>
        <translation>Es gibt nichts zu schreiben.</translation>
    </message>
    <message>
        <source>The folder {0} doesn&apos;t exist.</source>
        <translation>Den Ordner {0} gibt es nicht.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t a folder.</source>
        <translation>{0} ist kein Ordner.</translation>
    </message>
    <message>
        <source>The folder {0} can&apos;t be written.</source>
        <translation>In den Ordner {0} kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t of a kind that can be written.</source>
        <translation>{0} ist von keiner Art, die geschrieben werden kann.</translation>
    </message>
    <message>
        <source>Give the output a name of its own.</source>
        <translation>Geben Sie der Ausgabe einen eigenen Namen.</translation>
    </message>
    <message>
        <source>Create it, or choose another.</source>
        <translation>Legen Sie ihn an, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Choose another, or ask for permission.</source>
        <translation>Wählen Sie einen anderen, oder bitten Sie um Erlaubnis.</translation>
    </message>
    <message>
        <source>There isn&apos;t enough space to write {0}.</source>
        <translation>Der Platz reicht nicht, um {0} zu schreiben.</translation>
    </message>
    <message>
        <source>Free some, or choose another folder.</source>
        <translation>Schaffen Sie welchen, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The output&apos;s name is too long.</source>
        <translation>Der Name der Ausgabe ist zu lang.</translation>
    </message>
    <message>
        <source>Choose a shorter one.</source>
        <translation>Wählen Sie einen kürzeren.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be replaced.</source>
        <translation>{0} kann nicht ersetzt werden.</translation>
    </message>
    <message>
        <source>Close the program that has it open, or choose another name.</source>
        <translation>Schließen Sie das Programm, das sie geöffnet hat, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be written.</source>
        <translation>{0} kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Check that the disk or network folder is there.</source>
        <translation>Prüfen Sie, ob die Festplatte oder der Netzwerkordner da ist.</translation>
    </message>
    <message>
        <source>Columns can&apos;t be added to {0} files as they are.</source>
        <translation>An {0}-Dateien, wie sie sind, können keine Spalten angefügt werden.</translation>
    </message>
    <message>
        <source>A {0} file can&apos;t become a {1} file by adding columns.</source>
        <translation>Aus einer {0}-Datei wird durch angefügte Spalten keine {1}-Datei.</translation>
    </message>
    <message>
        <source>The summary in this workbook is still that of the earlier labels.</source>
        <translation>Die Zusammenfassung in dieser Arbeitsmappe ist noch die der früheren Labels.</translation>
    </message>
    <message>
        <source>There is no row of names, so the new columns have none; from left to right: {0}.</source>
        <translation>Es gibt keine Zeile mit Namen, daher haben auch die neuen Spalten keine; von links nach rechts: {0}.</translation>
    </message>
    <message>
        <source>A part of {0} can&apos;t be unpacked.</source>
        <translation>Ein Teil von {0} lässt sich nicht entpacken.</translation>
    </message>
    <message>
        <source>Open it in your spreadsheet program and save it again.</source>
        <translation>Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie neu.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t where it was read, or can&apos;t be read any more.</source>
        <translation>{0} ist nicht mehr dort, wo die Datei gelesen wurde, oder nicht mehr lesbar.</translation>
    </message>
    <message>
        <source>{0} was changed after it was read.</source>
        <translation>{0} wurde nach dem Lesen geändert.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{0} has no sheets.</source>
        <translation>{0} hat keine Blätter.</translation>
    </message>
    <message>
        <source>{0} has no worksheet “{1}”.</source>
        <translation>{0} hat kein Arbeitsblatt „{1}“.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t a workbook of the kind that Excel saves by default.</source>
        <translation>{0} ist keine Arbeitsmappe der Art, die Excel von sich aus speichert.</translation>
    </message>
    <message>
        <source>{0} has a row whose cells can&apos;t be told apart.</source>
        <translation>{0} hat eine Zeile, deren Zellen sich nicht auseinanderhalten lassen.</translation>
    </message>
    <message>
        <source>{0} has a row with quotes that aren&apos;t closed.</source>
        <translation>{0} hat eine Zeile mit Anführungszeichen, die nicht geschlossen werden.</translation>
    </message>
    <message>
        <source>{0} has bytes that aren&apos;t {1}, so they couldn&apos;t be kept.</source>
        <translation>{0} enthält Bytes, die kein {1} sind und daher nicht erhalten blieben.</translation>
    </message>
    <message>
        <source>{0} has one column without quotes, and every usual delimiter occurs in its texts.</source>
        <translation>{0} hat eine Spalte ohne Anführungszeichen, und jedes übliche Trennzeichen kommt in ihren Texten vor.</translation>
    </message>
    <message>
        <source>Save it as an ordinary Excel workbook (.xlsx) to have the columns added to it.</source>
        <translation>Speichern Sie sie als gewöhnliche Excel-Arbeitsmappe (.xlsx), dann werden die Spalten in ihr angefügt.</translation>
    </message>
    <message>
        <source>{0} has no workbook in it.</source>
        <translation>{0} enthält keine Arbeitsmappe.</translation>
    </message>
    <message>
        <source>{0} is saved as “Strict Open XML”.</source>
        <translation>{0} ist als „Strict Open XML“ gespeichert.</translation>
    </message>
    <message>
        <source>A sheet has {0} rows, and the labels need {1}.</source>
        <translation>Ein Blatt hat {0} Zeilen, und die Labels brauchen {1}.</translation>
    </message>
    <message>
        <source>The sheet is in use up to column {0}, so there is no room for {1} columns more.</source>
        <translation>Das Blatt ist bis zur Spalte {0} benutzt; für {1} weitere Spalten ist kein Platz.</translation>
    </message>
    <message>
        <source>{0} holds two parts named {1}.</source>
        <translation>{0} enthält zwei Teile namens {1}.</translation>
    </message>
    <message>
        <source>{0} is encrypted.</source>
        <translation>{0} ist verschlüsselt.</translation>
    </message>
    <message>
        <source>{0} is protected with a password, or an old Office document.</source>
        <translation>{0} ist mit einem Kennwort geschützt oder ein altes Office-Dokument.</translation>
    </message>
    <message>
        <source>{0} isn&apos;t a whole zip archive.</source>
        <translation>{0} ist kein vollständiges Zip-Archiv.</translation>
    </message>
    <message>
        <source>{0} lacks its part {1}.</source>
        <translation>{0} fehlt der Teil {1}.</translation>
    </message>
    <message>
        <source>The part {0} of {1} declares a document type.</source>
        <translation>Der Teil {0} von {1} deklariert einen Dokumenttyp.</translation>
    </message>
    <message>
        <source>The part {0} of {1} is damaged.</source>
        <translation>Der Teil {0} von {1} ist beschädigt.</translation>
    </message>
    <message>
        <source>The part {0} of {1} can&apos;t be unpacked.</source>
        <translation>Der Teil {0} von {1} lässt sich nicht entpacken.</translation>
    </message>
    <message>
        <source>The part {0} of {1} is cut off.</source>
        <translation>Der Teil {0} von {1} ist abgeschnitten.</translation>
    </message>
    <message>
        <source>The part {0} of {1} isn&apos;t where it should be.</source>
        <translation>Der Teil {0} von {1} ist nicht dort, wo er sein sollte.</translation>
    </message>
    <message>
        <source>The sheet has cells without an address where the columns would go.</source>
        <translation>Wo die Spalten hinkämen, hat das Blatt Zellen ohne Adresse.</translation>
    </message>
    <message>
        <source>The workbook names a range, {0}, that can&apos;t be understood.</source>
        <translation>Die Arbeitsmappe benennt einen Bereich, {0}, der nicht zu verstehen ist.</translation>
    </message>
    <message>
        <source>The part {0} is damaged.</source>
        <translation>Der Teil {0} ist beschädigt.</translation>
    </message>
    <message>
        <source>The part {0} declares a document type.</source>
        <translation>Der Teil {0} deklariert einen Dokumenttyp.</translation>
    </message>
    <message>
        <source>The part {0} is encoded as {1}.</source>
        <translation>Der Teil {0} ist als {1} kodiert.</translation>
    </message>
    <message>
        <source>The part {0} has no place for cells.</source>
        <translation>Der Teil {0} hat keinen Platz für Zellen.</translation>
    </message>
    <message>
        <source>The part {0} is no worksheet of the kind that Excel saves by default.</source>
        <translation>Der Teil {0} ist kein Arbeitsblatt der Art, die Excel von sich aus speichert.</translation>
    </message>
    <message>
        <source>The part {0} holds an extension that must be understood to be changed.</source>
        <translation>Der Teil {0} enthält eine Erweiterung, die man verstehen muss, um sie zu ändern.</translation>
    </message>
    <message>
        <source>The part {0} holds an element among its rows, {1}, that we don&apos;t know.</source>
        <translation>Der Teil {0} enthält zwischen seinen Zeilen ein Element, {1}, das wir nicht kennen.</translation>
    </message>
    <message>
        <source>The part {0} has cells that aren&apos;t in their order.</source>
        <translation>Der Teil {0} hat Zellen, die nicht in ihrer Reihenfolge stehen.</translation>
    </message>
    <message>
        <source>The part {0} has rows that aren&apos;t in their order.</source>
        <translation>Der Teil {0} hat Zeilen, die nicht in ihrer Reihenfolge stehen.</translation>
    </message>
    <message>
        <source>The part {0} holds what looks like cells in a comment or the like.</source>
        <translation>Der Teil {0} enthält in einem Kommentar oder dergleichen, was wie Zellen aussieht.</translation>
    </message>
    <message>
        <source>The file&apos;s styles can&apos;t be understood.</source>
        <translation>Die Formatvorlagen der Datei sind nicht zu verstehen.</translation>
    </message>
    <message>
        <source>{0} has no sheet “{1}” with rows.</source>
        <translation>{0} hat kein Blatt „{1}“ mit Zeilen.</translation>
    </message>
    <message>
        <source>The part {0} holds a repeated row with a name of its own, which can&apos;t be split.</source>
        <translation>Der Teil {0} enthält eine wiederholte Zeile mit eigenem Namen, die sich nicht teilen lässt.</translation>
    </message>
    <message>
        <source>The part {0} names its elements in a way that we don&apos;t know.</source>
        <translation>Der Teil {0} benennt seine Elemente auf eine Art, die wir nicht kennen.</translation>
    </message>
    <message>
        <source>The part {0} isn&apos;t the content of an OpenDocument spreadsheet.</source>
        <translation>Der Teil {0} ist nicht der Inhalt einer OpenDocument-Tabelle.</translation>
    </message>
    <message>
        <source>Something went wrong that EmoDesk didn&apos;t foresee ({0}).</source>
        <translation>Etwas ging schief, das EmoDesk nicht vorgesehen hat ({0}).</translation>
    </message>
    <message>
        <source>Whatever was saved is kept. Help ▸ Diagnostics collects what a developer needs, without your texts.</source>
        <translation>Was gespeichert war, bleibt. Hilfe ▸ Diagnose sammelt, was ein Entwickler braucht, ohne Ihre Texte.</translation>
    </message>
    <message>
        <source>Free some space or choose another folder; the labels themselves are written.</source>
        <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ordner; die Labels selbst sind geschrieben.</translation>
    </message>
    <message>
        <source>Free some space. Everything so far is kept: start again, and it goes on from there.</source>
        <translation>Schaffen Sie Platz. Alles bisher bleibt: Starten Sie noch einmal, und es geht von dort weiter.</translation>
    </message>
    <message>
        <source>Choose another folder, where you may write.</source>
        <translation>Wählen Sie einen anderen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>Move the project file away to begin anew, or choose another folder.</source>
        <translation>Legen Sie die Projektdatei anderswohin, um neu zu beginnen, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Try fewer threads, or another model; everything so far is kept, and a new start goes on from there.</source>
        <translation>Versuchen Sie es mit weniger Threads oder einem anderen Modell; alles bisher bleibt, und es geht von dort weiter.</translation>
    </message>
    <message>
        <source>Help ▸ Diagnostics tells what this computer has; the engine&apos;s log may say more.</source>
        <translation>Hilfe ▸ Diagnose sagt, was dieser Rechner hat; im Protokoll der Engine steht womöglich mehr.</translation>
    </message>
    <message>
        <source>“Open the models folder” on the page “Models” shows it.</source>
        <translation>„Modellordner öffnen“ auf der Seite „Modelle“ zeigt ihn.</translation>
    </message>
    <message>
        <source>Free some space, or remove a model that you don&apos;t use any more.</source>
        <translation>Schaffen Sie Platz, oder entfernen Sie ein Modell, das Sie nicht mehr brauchen.</translation>
    </message>
    <message>
        <source>Free some space, or remove a model that you don&apos;t use any more. {0}</source>
        <translation>Schaffen Sie Platz, oder entfernen Sie ein Modell, das Sie nicht mehr brauchen. {0}</translation>
    </message>
    <message>
        <source>Begin anew to throw it away.</source>
        <translation>Beginnen Sie neu, um es zu verwerfen.</translation>
    </message>
    <message>
        <source>Begin anew to get what is there now.</source>
        <translation>Beginnen Sie neu, um zu holen, was jetzt da ist.</translation>
    </message>
    <message>
        <source>Check the models folder.</source>
        <translation>Prüfen Sie den Modellordner.</translation>
    </message>
    <message>
        <source>Check the connection, or the proxy. Without a network: “Add a model file…”. {0}</source>
        <translation>Prüfen Sie die Verbindung oder den Proxy. Ohne Netz: „Modelldatei hinzufügen …“ {0}</translation>
    </message>
    <message>
        <source>Get it on the page “Models”. {1}</source>
        <translation>Holen Sie es auf der Seite „Modelle“. {1}</translation>
    </message>
    <message>
        <source>On this computer: {0}.</source>
        <translation>Auf diesem Rechner: {0}.</translation>
    </message>
    <message>
        <source>It&apos;s to be converted first, on the page “Models”.</source>
        <translation>Es muss zuerst umgewandelt werden, auf der Seite „Modelle“.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model or a smaller version of it.</source>
        <translation>Schließen Sie andere Programme, oder wählen Sie ein kleineres Modell oder eine kleinere Version davon.</translation>
    </message>
    <message>
        <source>Remove it first, or give the file another name.</source>
        <translation>Entfernen Sie es zuerst, oder geben Sie der Datei einen anderen Namen.</translation>
    </message>
    <message>
        <source>Check that it can be read, and that the models folder has space.</source>
        <translation>Prüfen Sie, ob es gelesen werden kann und ob im Modellordner Platz ist.</translation>
    </message>
    <message>
        <source>“Check the files” says more; download it again.</source>
        <translation>„Dateien prüfen“ sagt mehr; laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>Put names above the columns, or choose “none” as the row with the column names.</source>
        <translation>Setzen Sie Namen über die Spalten, oder wählen Sie „keine“ als Zeile mit den Spaltennamen.</translation>
    </message>
    <message>
        <source>Choose the sheet that holds the texts. If the first row is one of them, write a row with column names above it.</source>
        <translation>Wählen Sie das Blatt mit den Texten. Ist schon die erste Zeile ein Text, setzen Sie eine Zeile mit Spaltennamen darüber.</translation>
    </message>
    <message>
        <source>Choose the column with the texts. There are: {0}.</source>
        <translation>Wählen Sie die Spalte mit den Texten. Es gibt: {0}.</translation>
    </message>
    <message>
        <source>Choose another encoding, such as utf-8, cp1252 or utf-16.</source>
        <translation>Wählen Sie eine Kodierung wie utf-8, cp1252 oder utf-16.</translation>
    </message>
    <message>
        <source>Choose the .gguf file, or a folder of safetensors.</source>
        <translation>Wählen Sie die .gguf-Datei oder einen Ordner mit safetensors.</translation>
    </message>
    <message>
        <source>Move it away or choose another folder.</source>
        <translation>Legen Sie es anderswohin, oder wählen Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>model_dialogs</name>
    <message>
        <source>Licence of {0}</source>
        <translation>Lizenz von {0}</translation>
    </message>
    <message>
        <source>Model card of {0}</source>
        <translation>Modellkarte von {0}</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>Ein Modell entfernen</translation>
    </message>
    <message>
        <source>Remove {0} from this computer?</source>
        <translation>{0} von diesem Rechner entfernen?</translation>
    </message>
    <message>
        <source>It becomes what EmoDesk runs, on this computer and without going online. That takes from a minute to half an hour, and the original stays until you remove it.</source>
        <translation>Es wird zu dem, was EmoDesk ausführt: auf diesem Rechner und ohne online zu gehen. Das dauert zwischen einer Minute und einer halben Stunde, und das Original bleibt, bis Sie es entfernen.</translation>
    </message>
    <message>
        <source>On the disk it takes {0} meanwhile, and {1} stay.</source>
        <translation>Auf der Festplatte braucht es dabei {0}, {1} bleiben.</translation>
    </message>
    <message>
        <source>{0} are free.</source>
        <translation>{0} sind frei.</translation>
    </message>
    <message>
        <source>To label, it needs {0} of memory then; {1} are free now.</source>
        <translation>Zum Labeln braucht es dann {0} Arbeitsspeicher; {1} sind jetzt frei.</translation>
    </message>
    <message>
        <source>Convert a model</source>
        <translation>Ein Modell umwandeln</translation>
    </message>
    <message>
        <source>Convert {0}?</source>
        <translation>{0} umwandeln?</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>The file in the models folder is deleted. Labels that it has made are kept.</source>
        <translation>Die Datei im Modellordner wird gelöscht. Labels, die es gemacht hat, bleiben.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>percent</name>
    <message>
        <source>{0}%</source>
        <translation>{0}&#x202f;%</translation>
    </message>
</context>
<context>
    <name>progress</name>
    <message>
        <source>{0}, 1 thread</source>
        <translation>{0}, 1 Thread</translation>
    </message>
    <message>
        <source>{0}, {1} threads</source>
        <translation>{0}, {1} Threads</translation>
    </message>
    <message>
        <source>{0} of {1} texts</source>
        <translation>{0} von {1} Texten</translation>
    </message>
    <message>
        <source>{0} texts/s</source>
        <translation>{0} Texte/s</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>empty, skipped</source>
        <translation>leer, übersprungen</translation>
    </message>
    <message>
        <source>not labelled yet</source>
        <translation>noch ohne Label</translation>
    </message>
    <message>
        <source>no words</source>
        <translation>keine Wörter</translation>
    </message>
    <message>
        <source>marks a missing value</source>
        <translation>steht für einen fehlenden Wert</translation>
    </message>
    <message>
        <source>longer than the model&apos;s window</source>
        <translation>länger als das Fenster des Modells</translation>
    </message>
    <message>
        <source>long text, {0} parts</source>
        <translation>langer Text, {0} Teile</translation>
    </message>
    <message>
        <source>probably not English ({0})</source>
        <translation>wohl nicht Englisch ({0})</translation>
    </message>
    <message>
        <source>off-format answer ({0})</source>
        <translation>Antwort außerhalb des Formats ({0})</translation>
    </message>
    <message>
        <source>the engine failed on this text: {0}</source>
        <translation>die Engine ist an diesem Text gescheitert: {0}</translation>
    </message>
    <message>
        <source>all labels</source>
        <translation>alle Labels</translation>
    </message>
    <message>
        <source>another language</source>
        <translation>eine andere Sprache</translation>
    </message>
    <message>
        <source>Afrikaans</source>
        <translation>Afrikaans</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonesisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Slovene</source>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>bearbeiten</translation>
    </message>
    <message>
        <source>paste</source>
        <translation>einfügen</translation>
    </message>
    <message>
        <source>fill down</source>
        <translation>nach unten ausfüllen</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>leeren</translation>
    </message>
    <message>
        <source>back to the model</source>
        <translation>zurück zum Modell</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>annehmen</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Follows the system unless you choose.</source>
        <translation>Folgt dem System, wenn Sie nichts wählen.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Size of type</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>1 is the normal size; also Ctrl and + or −.</source>
        <translation>1 ist die normale Größe; auch mit Strg und + oder −.</translation>
    </message>
    <message>
        <source>Processor threads for labelling</source>
        <translation>Prozessor-Threads beim Labeln</translation>
    </message>
    <message>
        <source>Automatic leaves enough of the computer for other work; fewer leave more.</source>
        <translation>Automatisch lässt genug vom Rechner für andere Arbeit; weniger lassen mehr.</translation>
    </message>
    <message>
        <source>Tokens in a batch</source>
        <translation>Tokens je Stapel</translation>
    </message>
    <message>
        <source>Automatic takes what was measured to be fastest. With fewer, the computer is free more often and a little slower.</source>
        <translation>„Automatisch“ nimmt, was sich in der Messung als am schnellsten erwies. Mit weniger ist der Rechner öfter frei und etwas langsamer.</translation>
    </message>
    <message>
        <source>Weights of the model</source>
        <translation>Gewichte des Modells</translation>
    </message>
    <message>
        <source>Mapped: they stay in the file, and a second start finds them in memory. Repacked: brought at each start into an order that some processors are faster with, in memory of their own.</source>
        <translation>Aus der Datei: Sie bleiben dort, und ein zweiter Start findet sie im Speicher. Umgeordnet: bei jedem Start in eine Reihenfolge gebracht, mit der manche Prozessoren schneller sind, in eigenem Speicher.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>mapped</source>
        <translation>aus der Datei</translation>
    </message>
    <message>
        <source>repacked</source>
        <translation>umgeordnet</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>not labelled</source>
        <translation>nicht gelabelt</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>blind</source>
        <translation>blind</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
</context>
<context>
    <name>transfer</name>
    <message>
        <source>Asking the hub what there is…</source>
        <translation>Der Hub wird gefragt, was es gibt …</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Wird kopiert</translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>Wird gepackt</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>Rounding the weights; that takes some minutes for a large model…</source>
        <translation>Gewichte werden gerundet; bei einem großen Modell dauert das einige Minuten …</translation>
    </message>
    <message>
        <source>{0} texts/s</source>
        <translation>{0} Texte/s</translation>
    </message>
    <message>
        <source>{0} for each text</source>
        <translation>{0} je Text</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>anger</source>
        <translation>Ärger</translation>
    </message>
    <message>
        <source>anticipation</source>
        <translation>Erwartung</translation>
    </message>
    <message>
        <source>disgust</source>
        <translation>Ekel</translation>
    </message>
    <message>
        <source>fear</source>
        <translation>Angst</translation>
    </message>
    <message>
        <source>joy</source>
        <translation>Freude</translation>
    </message>
    <message>
        <source>love</source>
        <translation>Liebe</translation>
    </message>
    <message>
        <source>optimism</source>
        <translation>Optimismus</translation>
    </message>
    <message>
        <source>pessimism</source>
        <translation>Pessimismus</translation>
    </message>
    <message>
        <source>sadness</source>
        <translation>Trauer</translation>
    </message>
    <message>
        <source>surprise</source>
        <translation>Überraschung</translation>
    </message>
    <message>
        <source>trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>very negative</source>
        <translation>sehr negativ</translation>
    </message>
    <message>
        <source>moderately negative</source>
        <translation>mäßig negativ</translation>
    </message>
    <message>
        <source>slightly negative</source>
        <translation>leicht negativ</translation>
    </message>
    <message>
        <source>neutral or mixed</source>
        <translation>neutral oder gemischt</translation>
    </message>
    <message>
        <source>slightly positive</source>
        <translation>leicht positiv</translation>
    </message>
    <message>
        <source>moderately positive</source>
        <translation>mäßig positiv</translation>
    </message>
    <message>
        <source>very positive</source>
        <translation>sehr positiv</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>low</source>
        <translation>gering</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negativ</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>neutral</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>positiv</translation>
    </message>
    <message>
        <source>mod. neg.</source>
        <translation>mäßig neg.</translation>
    </message>
    <message>
        <source>slightly neg.</source>
        <translation>leicht neg.</translation>
    </message>
    <message>
        <source>slightly pos.</source>
        <translation>leicht pos.</translation>
    </message>
    <message>
        <source>mod. pos.</source>
        <translation>mäßig pos.</translation>
    </message>
    <message>
        <source>Valence</source>
        <translation>Valenz</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Emotions</source>
        <translation>Emotionen</translation>
    </message>
    <message>
        <source>VADER sentiment</source>
        <translation>Stimmung (VADER)</translation>
    </message>
    <message>
        <source>SST sentiment</source>
        <translation>Stimmung (SST)</translation>
    </message>
    <message>
        <source>EmoBank valence</source>
        <translation>Valenz (EmoBank)</translation>
    </message>
    <message>
        <source>EmoBank arousal</source>
        <translation>Erregung (EmoBank)</translation>
    </message>
    <message>
        <source>EmoBank dominance</source>
        <translation>Dominanz (EmoBank)</translation>
    </message>
    <message>
        <source>SST-5 class</source>
        <translation>SST-5-Klasse</translation>
    </message>
    <message>
        <source>TDT class</source>
        <translation>TDT-Klasse</translation>
    </message>
    <message>
        <source>Ekman emotions</source>
        <translation>Ekman-Emotionen</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>Intensität</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>no emotion</source>
        <translation>keine</translation>
    </message>
</context>
</TS>
