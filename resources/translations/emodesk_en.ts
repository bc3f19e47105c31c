<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>Export %Ln project(s)</source>
        <translation>
            <numerusform>Export %Ln project</numerusform>
            <numerusform>Export %Ln projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportOutcome</name>
    <message numerus="yes">
        <source>%Ln file(s) written.</source>
        <translation>
            <numerusform>%Ln file written.</numerusform>
            <numerusform>%Ln files written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) with a note in “needs_attention”.</source>
        <translation>
            <numerusform>%Ln row with a note in “needs_attention”.</numerusform>
            <numerusform>%Ln rows with a note in “needs_attention”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridBar</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message numerus="yes">
        <source>All rows are labelled; %Ln of them need(s) a look.</source>
        <translation>
            <numerusform>All rows are labelled; %Ln of them needs a look.</numerusform>
            <numerusform>All rows are labelled; %Ln of them need a look.</numerusform>
        </translation>
    </message>
</context>
</TS>
