<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="bg_BG" sourcelanguage="en">
<context>
    <name>MainWindow</name>
    <message id="save-all">
        <location filename="../main.cpp" line="12"/>
        <location line="+3"/>
        <source>Save all</source>
        <comment>menu</comment>
        <extracomment>Shown in the File menu</extracomment>
        <translatorcomment>както в OmegaT</translatorcomment>
        <translation>Запис на всичко</translation>
    </message>
    <message numerus="yes">
        <location filename="../main.cpp" line="+7"/>
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n файл</numerusform>
            <numerusform>%n файла</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished">Изход?</translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Old</source>
        <translation type="vanished">Старо</translation>
    </message>
    <message>
        <source>Es<byte value="x1b"/>cape</source>
        <translation>Ес<!-- sic --><byte value="x1b"/>кейп</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation variants="yes"><lengthvariant>Предпочитания</lengthvariant><lengthvariant>Предп.</lengthvariant></translation>
    </message>
</context>
</TS>
