"""Words that say little by themselves, by language: no phrase has one of them at either end.

Folded as `search.words` folds: lower case, without accents, ё as е.
"""

from __future__ import annotations

LITTLE_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        """
        a about above according accordingly across after afternoon again against ago all almost
        alone along already also although always am among an and another any anything are around
        as asked asking at away back be became because become been before began begin being
        believe believed below besides better between both bring brought but by call called came
        can cannot certain certainly come coming could day days did do does done down during each
        early eight either else enough even evening ever every everything far few first five
        following for four from further gave general get give given go going gone good got great
        had hand has have having he hear heard her here him himself his hour hours how however i
        if in indeed instead into is it its itself just know known large last late later least
        left less let like likely little long look looked made make makes making many matter may
        me mean means meanwhile might mind minutes month months more morning most mr mrs much must
        my near necessary never new next night nine no none nor not nothing now number o'clock of
        off often old on once one only or other others our out over own part people perhaps place
        point possible present put quite rather read really received regard regarding replied
        respect right said same saw say saying says second see seem seemed seems seen send sent
        set several shall she should show shown since sir six small so some something soon still
        stated such take taken ten than that the their them themselves then there therefore these
        they thing things think third this those though thought three through thus till time times
        to today together told tomorrow tonight too took toward towards twenty two under until up
        upon us use used very view want wanted was way we week weeks well went were what when
        where whether which while who whole whom whose why will wish with within without word
        words would year years yes yesterday yet you your monday tuesday wednesday thursday friday
        saturday sunday january february march april june july august september october november
        december
        """.split()
    ),
    "ru": frozenset(
        """
        а без более больше большая большое большой большие будет будто буду будут бы был была были
        было быть в вам вас ваш ваша ваше вашего вашей вашем вашему ваши весь вместе во вообще
        вопрос вот все всегда всего всей всем всеми всему всех вследствие всю вся второй вы где
        говорил говорит года год году да даже далее дать два две дела делать для день дней дня до
        должен должна должно должны другая другие другим других другого другой его ее ей ему если
        есть еще же за завтра затем здесь и из или им именно имеет иметь ими иначе их к каждый как
        какая какие каких какой когда конечно которая которого которое которой котором которому
        которую которые который которым которых кто куда ли либо лишь лучше между меня мере мне
        многие много мной может можно мои мой моя мы на наверное над надо наиболее нам нами
        например нас наш наша наше нашего нашей нашем нашему наши наших не него нее ней некоторые
        некоторых нельзя нем нему необходимо несколько нет нею ни нибудь никогда ним ними них
        ничего но новый ну нужно о об оба однако один одна одного одной одно одну около он она они
        оно опять от отношении очень первый перед по под пока после потом потому почему почти
        пошел при про просто против раз разве с сам сама сами самого самое своего своей свои своим
        своих свой свою себе себя сегодня сейчас сказал сказала сказать следует слишком со совсем
        стал стала стали стало столь столько сторона стороны т та так такая также такие таких
        такое такого такой там те тебе тебя тем теперь тех то тобой тогда того тоже той только том
        тому тот три туда тут ту ты тысяч у уж уже хорошо хотел хотя чего человек чем через что
        чтобы чтоб чуть эта эти этим этих это этого этой этом этому этот эту я января февраля
        марта апреля мая июня июля августа сентября октября ноября декабря
        """.split()
    ),
    "de": frozenset(
        """
        ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer
        auch auf aus bei beim bereits bin bis bist da dabei dadurch dafur dagegen daher damals
        damit danach dann daran darauf daruber darum das dass dazu dein dem den denn der deren des
        dessen deshalb dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein
        eine einem einen einer eines einige einmal er erst es etwa etwas euch fast fort fur ganz
        gar gegen gegenuber gehen geht gemacht genug gern gesagt gestern gewesen gewiss gibt ging
        gleich gross grosse grossen gut hab habe haben hat hatte hatten herr herrn heute hier hin
        hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist ja jahr
        jahre jahren je jede jedem jeden jeder jedes jene jetzt kam kann kein keine keinem keinen
        keiner kleine kommen kommt konnen konnte lange lassen machen macht man mehr mein meine
        meinem meinen meiner mich mir mit mochte morgen muss musste nach nachher nachmittag
        nachsten nacht namlich neben nein nicht nichts nie noch nun nur ob oder ohne recht sagen
        sagt sagte sah schon sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so
        sogar solche soll sollen sollte sondern sonst spater statt stunde stunden tag tage tagen
        trotz uber uhr um und uns unser unsere unter viel viele vielleicht vom von vor vorher
        vormittag wahrend war ware waren was weg wegen weil weiter welche welcher wenig weniger
        wenn wer werde werden wie wieder will wir wird wirklich wo wohl wollen wollte worden wurde
        wurden zu zum zur zwar zwei zwischen
        """.split()
    ),
    "fr": frozenset(
        """
        a afin ainsi alors apres assez au aucun aucune aujourd'hui auparavant aupres aussi autre
        autres aux avait avant avec avoir avons bien bon c car ce ceci cela celle celles celui
        cependant ces cet cette ceux chaque chez ci comme comment contre d dans de dela deja
        depuis dernier derniere des dire dit doit donc dont du elle elles en encore enfin entre
        est et etaient etait etant ete etre eu faire fait faut fois font grand grande heures hier
        hui ici il ils j jamais je jour jours jusqu jusque juste l la le les leur leurs lequel
        loin lors lorsque lui m ma maintenant mais mal mes mieux mois moins moment mon mr n ne ni
        nom non nos notre nous nouveau nul on ont ou oui par parce pas pendant peu peut plus
        plusieurs point pour pourquoi premier premiere presque pres puis qu quand quant que quel
        quelle quelles quelque quelques quels qui quoi rien s sa sans se sera ses seul seulement
        si sien soit son sont sous souvent suis suite sur t ta tant te tel telle tels tes tous
        tout toute toutes tres trop tu un une va vers veut voici voila vos votre vous y
        """.split()
    ),
    "it": frozenset(
        """
        a ad agli ai al alcun alcuni alla alle allo allora altra altre altri altro anche ancora
        anzi appresso assai avendo avere aveva avuto ben bene c che chi ci cio coi col come con
        contra contro cosa cose cosi cui d da dagli dai dal dalla dalle dallo dei degli del della
        delle dello dentro di dice dire disse doi dopo dove due dunque e ed egli era erano essa
        esse essendo essere essi esso et fa fare fatta fatto fin fino fosse fra fu furono gia
        giorni giorno gli gran grande ha hanno havendo haver havere haveva ho i il in insieme io
        ivi l la le lei li lo loro lui m ma mai maggior male me medesimo meno mentre mi mio molta
        molte molti molto n ne nei nel nella nelle nello niente no noi non nostra nostri nostro
        nulla o ogni oggi oltre onde or ora ove per percio perche pero piu po poco poi pote prima
        pur qua qual quale quali qualche quando quanto quasi quei quel quella quelle quelli quello
        questa queste questi questo qui s sarebbe se sempre senza si sia siano sin sino so solo
        sono sopra sotto sta stata stati stato su sua sue sui sul sulla suo suoi tal tale tali
        tanti tanto te ti tra tre tutta tutte tutti tutto tu un una uno vi via voi vostra vostro
        """.split()
    ),
}

LINKS = frozenset("of for de du des da di del della dei van von zu et по и на".split())
"""What may stand between two words of a name: "League of Nations", "Ministère des Affaires"."""

ARTICLES = frozenset("the la les der den".split())
"""What may stand behind a link: "Emperor of the French"."""
