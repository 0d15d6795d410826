"""Passwords that are tried first, of eight characters and more, in small letters."""

COMMON = frozenset(
    """
00700700 01234567 0123456789 0987654321 10101010 10203040 1020304050 102030405060 11112222 11223344 1122334455
112233445566 12121212 123123123 123321123 12341234 123412345 12344321 123454321 1234554321 123456123 123456654321
12345678 123456789 1234567890 12345678910 123456789a 123456789q 12345678a 1234567a 1234567q 123456abc 123456qwe
12345abc 12345qwert 1234abcd 1234qwer 123abc123 123qwe123 123qweasd 123qweasdzxc 13131313 147258369 147852369
159753456 19841984 1a2b3c4d 1password 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 1qw23er4
20002000 20012001 20202020 21212121 23232323 27182818 31415926 314159265 321654987 42424242 456789123 55555555
69696969 741852963 789456123 87654321 963852741 987654321 9876543210 99998888 a1234567 a12345678 a123456789 a1b2c3d4
a1b2c3d4e5 aa123456 aaa11111 abc12345 abc123456 abc123abc abc@1234 abcd1234 abcd@1234 abcde123 abcdef12 abcdefg1
abcdefgh abcdefghi abracadabra access14 admin123 admin1234 admin12345 admin123456 admin2024 admin2025 admin@123
admin@1234 adminadmin administrator alejandra alejandro alexander alexandra alexandru alhamdulillah amanda12
amanda123 america1 anastasia andrew12 andrew123 android1 angel123 angels12 anthony1 arsenal1 arsenal123 asd123456
asdasdasd asdf1234 asdfasdf asdfghjk asdfghjkl asdfqwer asdqwe123 ashley12 ashley123 asshole1 australia autumn12
autumn123 azerty123 azertyui azertyuiop babyboy1 babygirl babygirl1 bailey12 bananas1 bangladesh barcelona baseball
baseball1 basketball basketball1 batman123 beatles1 beautiful beautiful1 benjamin berlin12 berlin123 bestfriend
bismillah bitwarden blahblah blessed1 blink182 blueberry brittany brother1 bullshit buster12 butterfly butterfly1
california carolina catherine changeme changeme1 changeme123 charlie1 charlie123 charlotte cheese12 cheesecake
chelsea1 chelsea12 chelsea123 chevrolet chocolate chocolate1 christian christmas christmas1 christopher cisco123
coffee123 computer computer1 contrasena contraseña cookie123 correcthorsebatterystaple corvette counterstrike
cowboys1 cristiano crystal1 cupcake1 daddy123 daniel12 daniel123 danielle darthvader database december default1
defaultpassword deutschland diamond1 diamonds dolphin1 dolphins donald12 dragon12 dragon123 drowssap elephant
elizabeth eminem12 eminem123 england1 facebook facebook1 faith123 family12 family123 familyfirst father12 february
fernanda fernando ferrari1 ficken12 flashcard flashcards flower12 football football1 forever1 fortnite1 france12
freedom1 freedom123 friday13 friends1 friendship fuckyou! fuckyou1 fuckyou2 gabriel1 gabriela galaxy12 ganesha1
garfield george12 george123 germany1 germany123 ginger12 godbless godisgood golden12 goodbye1 google123 gorgeous
grandma1 greenday1 guest123 guest1234 guitar12 guitarra hallelujah hallo123 hallo1234 hallohallo handsome hannah12
hannah123 harley12 harleydavidson harrypotter haslo123 heaven12 hello123 hello1234 hellohello helloworld heslo123
hockey12 holidays hunter12 hunter123 ihateyou ilovegod iloveher ilovehim iloveyou iloveyou! iloveyou1 iloveyou2
india123 india@123 indonesia instagram internet internet1 iphone12 ironman1 isabella isabelle jackass1 january1
jasmine1 jelszo12 jennifer jessica1 jessica123 jesus123 jesuschrist jonathan jordan123 jordan23 joshua12 joshua123
juventus killer12 killer123 kitten12 kitty123 krishna1 ladygaga lakers24 lamborghini lastpass learning letmein!
letmein1 letmein12 letmein123 letmeinplease lightning linkedin linkinpark linux123 liverpool liverpool1 login123
london12 london123 loveforever lovelove loverboy lovergirl loveyou1 loveyou2 lozinka1 madrid12 maggie12 maggie123
manchester margarita marina12 master12 master123 matrix123 matthew1 maverick mercedes messi123 metallica metallica1
michael1 michael123 michaeljackson michelle mickey12 mickeymouse microsoft midnight minecraft minecraft1 mommy123
monday123 monkey12 monkey123 moonlight motdepasse mother12 motherfucker mountain musica12 mustang1 mylove12
mypassword natasha1 newpassword newyork1 nicholas nicole12 nicole123 nikolai1 nintendo nirvana1 nopassword nothing1
november october1 oldpassword oliver12 oliver123 onepassword openopen opensesame oracle12 p@55w0rd p@ssw0rd
p@ssw0rd1 p@ssw0rd123 p@ssword pa$$word pa55word pa55word1 pakistan panther1 paris123 parola12 pass1234 pass12345
pass@123 pass@1234 passpass passw0rd passw0rd1 passw0rd123 password password! password01 password1 password1!
password12 password123 password1234 password2 password2023 password2024 password2025 password2026 password3
password4 password5 password7 password9 passwords passwort passwort1 passwort123 pathdeck pathdeck1 pathdeck123
patricia peanut12 pepper12 philippines phoenix1 pikachu1 pineapple platinum playstation pokemon1 pokemon123 porsche1
princess princess1 puppies1 q1234567 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qawsedrf qazwsx123 qazwsxedc qazwsxedcrfv
qwaszx12 qwe123456 qwe123qwe qweasd123 qweasdzxc qweqweqwe qwerasdf qwerty!1 qwerty12 qwerty123 qwerty1234
qwerty12345 qwerty123456 qwerty321 qwerty@123 qwertyui qwertyuiop qwertz123 qwertzui qwertzuiop rainbow1 rainbows
rangers1 raspberry realmadrid redsox04 robert12 robert123 ronaldo7 root1234 rootroot runescape salasana samantha
samsung1 samsung123 saturday sayang12 sayang123 schalke04 schatz12 scooby12 scoobydoo scorpion sebastian secret12
secret123 senha123 september server01 shadow12 shadow123 silver12 sister12 skywalker slipknot slipknot1 snickers
snoopdogg snoopy12 snowball snowflake snowman1 softball sommer12 sommer2024 sommer2025 sophie12 sophie123 spiderman
spiderman1 spongebob spring12 spring123 spring2024 spring2025 spring2026 starcraft stargate startrek starwars
starwars1 steelers stephanie strawberry summer12 summer123 summer2023 summer2024 summer2025 summer2026 sunshine
sunshine1 superman superman1 superuser sweetheart sweetie1 test1234 test12345 tester12 testing1 testing123 testtest
thepassword thomas12 thomas123 thunder1 tigers12 tigger12 tigger123 tinkerbell toor1234 topsecret transformers
trustno1 ubuntu123 universe user1234 username valentin valentina vanessa1 veronica victoria victoria1 vladimir
volleyball wachtwoord warcraft welcome! welcome1 welcome1! welcome12 welcome123 welcome@123 whatever whatever1
william1 windows10 windows11 winter12 winter123 winter2023 winter2024 winter2025 winter2026 winterzeit wolverine
wordpass xbox3601 yamaha12 yankees1 yourpassword z1234567 zaq12wsx zaq1zaq1 zeldazelda zxc123456 zxcvasdf zxcvbnm1
zxcvbnm123 zxcvbnma zxczxczxc йцукенгш
""".split()
)
